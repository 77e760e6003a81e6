#include "runtime/env/SimulatedEnv.h"

#include <cstdlib>
#include <gtest/gtest.h>

namespace millrace {
namespace {

using Paths = std::vector<std::string>;

TEST(GlobTest, MatchesWithinParts) {
  SimulatedEnv env;
  for (const char *path : {"in/a.json", "in/b.json", "in/b.csv", "in/.hidden.json", "in/sub/c.json", "in/a1", "in/a2", "in/ax"})
    env.setFile(path, "x");
  EXPECT_EQ(*glob(env, "in/*.json"), (Paths{"in/a.json", "in/b.json"}));
  EXPECT_EQ(*glob(env, "*/?.csv"), (Paths{"in/b.csv"}));
  EXPECT_EQ(*glob(env, "in/a[0-9]"), (Paths{"in/a1", "in/a2"}));
  EXPECT_EQ(*glob(env, "in/a[!0-9]"), (Paths{"in/ax"}));
  EXPECT_EQ(*glob(env, "in/*/c.json"), (Paths{"in/sub/c.json"}));
  EXPECT_EQ(*glob(env, "in/*b*j*n"), (Paths{"in/b.json"}));
  EXPECT_EQ(*glob(env, "nowhere/*"), Paths{});
  EXPECT_EQ(*glob(env, "nowhere/file"), (Paths{"nowhere/file"})) << "no pattern: opening it will tell";
}

/// The same story on both kinds of Env.
void tellFileStory(Env &env, const std::string &directory) {
  std::string path = directory + "/deep/file";
  ASSERT_TRUE(env.makeDirectories(directory + "/deep").isOk());
  EXPECT_EQ(env.openForReading(path).status().code(), StatusCode::NotFound);
  auto file = env.openForWriting(path, WriteMode::CreateNew);
  ASSERT_TRUE(file.isOk());
  ASSERT_TRUE((*file)->write("hello ").isOk());
  ASSERT_TRUE((*file)->write("world").isOk());
  ASSERT_TRUE((*file)->sync().isOk());
  ASSERT_TRUE((*file)->close().isOk());
  EXPECT_EQ(env.openForWriting(path, WriteMode::CreateNew).status().code(), StatusCode::Io);
  EXPECT_EQ(*readWholeFile(env, path), "hello world");
  EXPECT_EQ(env.stat(path)->sizeBytes, 11u);
  EXPECT_TRUE(env.stat(directory)->isDirectory);
  EXPECT_EQ(*env.list(directory + "/deep"), (Paths{"file"}));
  auto reading = env.openForReading(path);
  char buffer[5];
  ASSERT_EQ(*(*reading)->readAt(6, buffer, 5), 5u);
  EXPECT_EQ(std::string(buffer, 5), "world");
  EXPECT_EQ(*(*reading)->readAt(11, buffer, 5), 0u);
  ASSERT_TRUE(env.rename(path, path + "2").isOk());
  EXPECT_EQ(env.stat(path).status().code(), StatusCode::NotFound);
  ASSERT_TRUE(env.syncDirectory(directory + "/deep").isOk());
  ASSERT_TRUE((*env.openForWriting(path + "2", WriteMode::Append))->write("!").isOk());
  EXPECT_EQ(*readWholeFile(env, path + "2"), "hello world!");
  ASSERT_TRUE(env.remove(path + "2").isOk());
  EXPECT_EQ(env.remove(path + "2").code(), StatusCode::NotFound);
}

TEST(EnvTest, SimulatedFiles) {
  SimulatedEnv env;
  tellFileStory(env, "dir");
}

TEST(EnvTest, PosixFiles) {
  std::string directory = ::testing::TempDir() + "/millraceEnvXXXXXX";
  ASSERT_NE(mkdtemp(directory.data()), nullptr);
  tellFileStory(posixEnv(), directory);
  EXPECT_EQ(system(("rm -r " + directory).c_str()), 0);
}

TEST(EnvTest, SimulatedFailuresHitTheChosenOperation) {
  SimulatedEnv env;
  auto file = env.openForWriting("f", WriteMode::Truncate);
  env.failOperation(1);
  EXPECT_TRUE((*file)->write("a").isOk());
  EXPECT_EQ((*file)->write("b").code(), StatusCode::Io);
  EXPECT_TRUE((*file)->write("c").isOk());
  EXPECT_EQ(*env.file("f"), "ac");
}

TEST(EnvTest, SeedsDecideRandomness) {
  SimulatedEnv a(1), b(1), c(2);
  uint64_t first = a.random();
  EXPECT_EQ(first, b.random());
  EXPECT_NE(first, c.random());
}

} // namespace
} // namespace millrace
