// Damaged queries: a wrong name is reported where it stands, and whatever else happens, the binder neither crashes nor makes operators that
// do not verify.
#include "test/compiler/bind/BindFixture.h"

#include <random>

namespace millrace::bind {
namespace {

const std::string kQueries[] = {
    "SELECT product, quantity * 2 AS q FROM orders WHERE amount > 1.5 AND product LIKE 'a%'",
    "SELECT o.product, COUNT(*), SUM(o.amount) FROM orders AS o GROUP BY o.product HAVING COUNT(o.order_id) > 1",
    "SELECT product, TUMBLE_START(order_time, INTERVAL '1' MINUTE), MAX(quantity) FROM orders GROUP BY product, TUMBLE(order_time, INTERVAL '1' MINUTE)",
    "SELECT window_start, product, COUNT(*) FROM TABLE(HOP(TABLE orders, DESCRIPTOR(order_time), INTERVAL '10' SECOND, INTERVAL '1' MINUTE)) GROUP BY "
    "window_start, window_end, product",
    "SELECT CASE WHEN quantity IN (1, 2) THEN UPPER(product) ELSE COALESCE(customer.name, 'x') END FROM orders",
    "WITH big AS (SELECT product, amount FROM orders WHERE quantity BETWEEN 2 AND 9) SELECT DISTINCT product FROM big UNION ALL SELECT order_id FROM orders",
    "SELECT * FROM (VALUES (1, 'a'), (2, NULL)) AS t (n, s)",
};

struct Word {
  size_t begin;
  size_t size;
};

std::vector<Word> wordsOf(const std::string &sql) {
  std::vector<Word> words;
  for (size_t i = 0; i < sql.size();) {
    size_t begin = i;
    auto isPart = [&](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; };
    if (isPart(sql[i]))
      while (i < sql.size() && isPart(sql[i]))
        ++i;
    else
      ++i;
    if (sql[begin] != ' ')
      words.push_back({begin, i - begin});
  }
  return words;
}

TEST(Mutation, AWrongNameIsReportedWhereItStands) {
  const std::vector<std::string> names = {"product", "quantity", "amount", "orders", "order_id", "order_time", "customer", "UPPER", "window_start"};
  size_t count = 0;
  for (const std::string &query : kQueries)
    for (const Word &word : wordsOf(query)) {
      if (std::find(names.begin(), names.end(), query.substr(word.begin, word.size)) == names.end())
        continue;
      std::string wrong = query;
      wrong.replace(word.begin, word.size, "zzyzx");
      BoundScript script(kOrders + wrong + ";");
      source::SourceRange place{static_cast<uint32_t>(kOrders.size() + word.begin), static_cast<uint32_t>(kOrders.size() + word.begin + 5), {}};
      bool touched = false;
      for (const diagnostics::Diagnostic &diagnostic : script.bag.all())
        touched |= diagnostic.range->touches(place);
      // `COALESCE(x, …)` of an aliased column may be valid; a name of nothing is not.
      EXPECT_TRUE(touched) << wrong << "\n" << script.errors();
      ++count;
    }
  EXPECT_GE(count, 30u);
}

TEST(Mutation, NeverBreaksTheIr) {
  std::mt19937 random(7);
  std::vector<std::string> pool;
  for (const std::string &query : kQueries)
    for (const Word &word : wordsOf(query))
      pool.push_back(query.substr(word.begin, word.size));
  for (int round = 0; round < 600; ++round) {
    std::string sql = kQueries[random() % std::size(kQueries)];
    for (unsigned change = 0; change <= random() % 3; ++change) {
      std::vector<Word> words = wordsOf(sql);
      const Word &word = words[random() % words.size()];
      const std::string &other = pool[random() % pool.size()];
      switch (random() % 3) {
      case 0:
        sql.erase(word.begin, word.size);
        break;
      case 1:
        sql.replace(word.begin, word.size, other);
        break;
      default:
        sql.insert(word.begin, other + " ");
      }
    }
    BoundScript script(kOrders + sql + ";");
    if (!script.bag.hasErrors())
      EXPECT_TRUE(mlir::succeeded(mlir::verify(script.pipeline.module()))) << sql;
    for (const diagnostics::Diagnostic &diagnostic : script.bag.all())
      EXPECT_LE(diagnostic.range->end, kOrders.size() + sql.size() + 1) << sql;
  }
}

} // namespace
} // namespace millrace::bind
