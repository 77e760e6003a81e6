#include "runtime/env/Env.h"

#include <algorithm>

namespace millrace {
namespace {

bool matchesClass(std::string_view &pattern, char c) {
  size_t close = pattern.find(']', 2);
  if (close == std::string_view::npos) {
    bool same = pattern[0] == c;
    pattern.remove_prefix(1);
    return same;
  }
  std::string_view members = pattern.substr(1, close - 1);
  bool negated = members[0] == '!' || members[0] == '^';
  if (negated)
    members.remove_prefix(1);
  bool found = false;
  for (size_t i = 0; i < members.size(); ++i) {
    if (i + 2 < members.size() && members[i + 1] == '-') {
      found |= members[i] <= c && c <= members[i + 2];
      i += 2;
    } else {
      found |= members[i] == c;
    }
  }
  pattern.remove_prefix(close + 1);
  return found != negated;
}

/// One part of a path against one part of a pattern. Linear with one point to come back to: the last `*`.
bool matchesPart(std::string_view pattern, std::string_view name) {
  std::string_view afterStar, retryName;
  bool hasStar = false;
  while (true) {
    bool matched = false;
    if (!pattern.empty() && pattern[0] == '*') {
      pattern.remove_prefix(1);
      hasStar = true;
      afterStar = pattern;
      retryName = name;
      continue;
    }
    if (name.empty() && pattern.empty())
      return true;
    if (!name.empty() && !pattern.empty()) {
      if (pattern[0] == '[') {
        matched = matchesClass(pattern, name[0]);
      } else {
        matched = pattern[0] == '?' || pattern[0] == name[0];
        pattern.remove_prefix(1);
      }
    }
    if (matched) {
      name.remove_prefix(1);
      continue;
    }
    if (!hasStar || retryName.empty())
      return false;
    retryName.remove_prefix(1);
    name = retryName;
    pattern = afterStar;
  }
}

bool hasWildcard(std::string_view text) { return text.find_first_of("*?[") != std::string_view::npos; }

Status expand(Env &env, const std::string &base, std::string_view rest, std::vector<std::string> &paths) {
  size_t slash = rest.find('/');
  std::string_view part = rest.substr(0, slash);
  bool isLast = slash == std::string_view::npos;
  std::string_view next = isLast ? std::string_view() : rest.substr(slash + 1);
  if (!hasWildcard(part)) {
    std::string path = base + std::string(part);
    if (!isLast)
      return expand(env, path + "/", next, paths);
    Result<FileStat> stat = env.stat(path);
    if (stat.isOk() && !stat->isDirectory)
      paths.push_back(std::move(path));
    return Status::ok();
  }
  Result<std::vector<std::string>> names = env.list(base.empty() ? "." : base);
  if (!names.isOk())
    return names.status().code() == StatusCode::NotFound ? Status::ok() : names.status();
  for (const std::string &name : *names) {
    if (!matchesPart(part, name) || (name[0] == '.' && part[0] != '.'))
      continue;
    Result<FileStat> stat = env.stat(base + name);
    if (!stat.isOk())
      continue; // gone since it was listed
    if (isLast && !stat->isDirectory)
      paths.push_back(base + name);
    else if (!isLast && stat->isDirectory)
      MR_RETURN_IF_ERROR(expand(env, base + name + "/", next, paths));
  }
  return Status::ok();
}

} // namespace

Result<std::vector<std::string>> glob(Env &env, const std::string &pattern) {
  std::vector<std::string> paths;
  if (!hasWildcard(pattern)) {
    paths.push_back(pattern);
    return paths;
  }
  bool isAbsolute = pattern[0] == '/';
  MR_RETURN_IF_ERROR(expand(env, isAbsolute ? "/" : "", std::string_view(pattern).substr(isAbsolute ? 1 : 0), paths));
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::string normalPath(std::string_view path) {
  std::string normal;
  while (!path.empty()) {
    size_t slash = path.find('/');
    std::string_view part = path.substr(0, slash);
    path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
    if (part == "..")
      normal.resize(normal.empty() ? 0 : normal.find_last_of('/'));
    else if (!part.empty() && part != ".")
      normal.append("/").append(part);
  }
  return normal.empty() ? "/" : normal;
}

Result<std::string> readWholeFile(Env &env, const std::string &path) {
  MR_ASSIGN(std::unique_ptr<ReadableFile> file, env.openForReading(path));
  std::string content;
  char buffer[16384];
  while (true) {
    MR_ASSIGN(size_t size, file->read(buffer, sizeof(buffer)));
    if (size == 0)
      return content;
    content.append(buffer, size);
  }
}

} // namespace millrace
