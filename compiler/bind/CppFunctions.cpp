#include "compiler/bind/CppFunctions.h"

#include "compiler/bind/ExprBinder.h"

#include <algorithm>
#include <filesystem>

namespace millrace::bind {

namespace {

/// A relative path starts at the folder of the SQL file. Texts that are no files are named without a folder.
std::string resolvePath(BindState &state, const ast::QuotedText &path) {
  namespace fs = std::filesystem;
  return (fs::path(state.sources.get(path.range.source).name()).parent_path() / fs::path(path.value)).lexically_normal().string();
}

bool refuseClauses(BindState &state, const ast::CreateFunction &statement) {
  if (statement.resources.empty() && statement.options.empty())
    return false;
  state.unsupported(DiagnosticId::CreateFunctionNotSupported, statement.range, statement.resources.empty() ? "WITH beside LANGUAGE CPP" : "USING beside LANGUAGE CPP");
  return true;
}

void reportMissing(BindState &state, const catalog::Function &function, const catalog::CppFunctions &offered, SourceRange at) {
  const std::string &wanted = function.path.object;
  auto &diagnostic = state.report(DiagnosticId::CppFunctionMissing, at, "`" + function.cppPath + "` offers no function `" + wanted + "`");
  std::vector<std::string> names;
  for (const auto &candidate : offered)
    names.push_back(candidate->name);
  if (names.empty())
    diagnostic.withHelp("offer it there: MILLRACE_FUNCTION(" + wanted + ")");
  else
    diagnostic.withNote("it offers " + listNames(names));
  suggest(diagnostic, wanted, names);
}

} // namespace

bool defineCpp(BindState &state, catalog::Function &function) {
  const ast::CreateFunction &statement = *function.definition;
  if (refuseClauses(state, statement))
    return false;
  const ast::QuotedText &path = *statement.className;
  function.cppPath = resolvePath(state, path);
  if (!state.compileCpp) {
    state.unsupported(DiagnosticId::CreateFunctionNotSupported, statement.range, "a function in C++ here");
    return false;
  }
  const catalog::CppFunctions *offered = state.compileCpp(function.cppPath, path.range);
  if (!offered)
    return false;
  auto found = std::find_if(offered->begin(), offered->end(), [&](const auto &candidate) { return lowerCase(candidate->name) == function.path.object; });
  if (found == offered->end()) {
    reportMissing(state, function, *offered, statement.name.range);
    return false;
  }
  function.cpp = *found;
  function.returns = function.cpp->result;
  for (const Type &parameter : function.cpp->parameters)
    function.parameters.push_back({"", withNull(parameter, true)});
  return true;
}

ScalarPtr callCpp(const catalog::Function &function, std::vector<ScalarPtr> args, const CallSite &site) {
  const catalog::CppFunction &cpp = *function.cpp;
  bool mayBeNull = cpp.result.nullable;
  for (size_t i = 0; i < args.size(); ++i) {
    args[i] = castTo(args[i], function.parameters[i].type);
    mayBeNull |= args[i]->type.nullable && !cpp.parameters[i].nullable;
  }
  auto call = std::make_shared<Scalar>();
  call->op = ScalarOp::Call;
  call->function = &cpp.record;
  call->args = std::move(args);
  call->type = withNull(cpp.result, mayBeNull);
  call->range = site.range;
  return call;
}

} // namespace millrace::bind
