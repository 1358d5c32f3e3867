/**
 * Source of the add-on that silences standard error for a moment: TensorFlow's libraries print two lines while they
 * are being loaded, before any setting of theirs counts. A file descriptor can't be exchanged from JavaScript.
 */
export const QUIET_SOURCE = `
#include <fcntl.h>
#include <node_api.h>
#include <unistd.h>

static int saved = -1;

static napi_value Mute(napi_env, napi_callback_info) {
  int nowhere = open("/dev/null", O_WRONLY);
  if (saved == -1 && nowhere != -1) {
    saved = dup(STDERR_FILENO);
    dup2(nowhere, STDERR_FILENO);
  }
  if (nowhere != -1) close(nowhere);
  return nullptr;
}

static napi_value Restore(napi_env, napi_callback_info) {
  if (saved != -1) {
    dup2(saved, STDERR_FILENO);
    close(saved);
    saved = -1;
  }
  return nullptr;
}

NAPI_MODULE_INIT() {
  napi_property_descriptor functions[] = {
      {"mute", nullptr, Mute, nullptr, nullptr, nullptr, napi_default, nullptr},
      {"restore", nullptr, Restore, nullptr, nullptr, nullptr, napi_default, nullptr},
  };
  napi_define_properties(env, exports, 2, functions);
  return exports;
}
`;
