/**
 * Source of the add-on that runs a saved model and tells when each op ran, which tfjs-node's binding can't. It takes
 * TensorFlow's C functions and nothing else. What it does in JavaScript's terms: `ProfilerAddon`.
 */
export const PROFILER_SOURCE = `
#include <node_api.h>
#include <tensorflow/c/c_api.h>
#include <time.h>

#include <cstring>
#include <memory>
#include <string>
#include <vector>

namespace {

struct Model {
  TF_Graph* graph;
  TF_Session* session;
};

template <auto Delete>
struct Deleter {
  template <typename T>
  void operator()(T* object) const { Delete(object); }
};
using Status = std::unique_ptr<TF_Status, Deleter<TF_DeleteStatus>>;
using Buffer = std::unique_ptr<TF_Buffer, Deleter<TF_DeleteBuffer>>;
using Tensor = std::unique_ptr<TF_Tensor, Deleter<TF_DeleteTensor>>;

/** Becomes an Error of JavaScript at the end of a call. */
struct Failure {
  std::string message;
};

void Check(const Status& status) {
  if (TF_GetCode(status.get()) != TF_OK) throw Failure{TF_Message(status.get())};
}

void Check(napi_status status) {
  if (status != napi_ok) throw Failure{"an argument of the profiler's add-on is of another type"};
}

std::string Text(napi_env env, napi_value value) {
  size_t length = 0;
  Check(napi_get_value_string_utf8(env, value, nullptr, 0, &length));
  std::string text(length, '\\0');
  Check(napi_get_value_string_utf8(env, value, &text[0], length + 1, &length));
  return text;
}

int64_t Integer(napi_env env, napi_value value) {
  int64_t number;
  Check(napi_get_value_int64(env, value, &number));
  return number;
}

napi_value Property(napi_env env, napi_value object, const char* name) {
  napi_value value;
  Check(napi_get_named_property(env, object, name, &value));
  return value;
}

std::vector<napi_value> Elements(napi_env env, napi_value array) {
  uint32_t length;
  Check(napi_get_array_length(env, array, &length));
  std::vector<napi_value> elements(length);
  for (uint32_t i = 0; i < length; ++i) Check(napi_get_element(env, array, i, &elements[i]));
  return elements;
}

/** The bytes under a Uint8Array. */
std::pair<void*, size_t> Bytes(napi_env env, napi_value array) {
  size_t length;
  void* data;
  Check(napi_get_typedarray_info(env, array, nullptr, &length, &data, nullptr, nullptr));
  return {data, length};
}

/** An ArrayBuffer with a copy of some bytes. */
napi_value CopyOf(napi_env env, const void* bytes, size_t length) {
  void* data;
  napi_value buffer;
  Check(napi_create_arraybuffer(env, length, &data, &buffer));
  if (length > 0) memcpy(data, bytes, length);
  return buffer;
}

void Set(napi_env env, napi_value object, const char* name, napi_value value) {
  Check(napi_set_named_property(env, object, name, value));
}

napi_value Number(napi_env env, double number) {
  napi_value value;
  Check(napi_create_double(env, number, &value));
  return value;
}

Model* ModelOf(napi_env env, napi_value external) {
  void* model;
  Check(napi_get_value_external(env, external, &model));
  return static_cast<Model*>(model);
}

void Close(Model* model) {
  if (!model->session) return;
  Status status(TF_NewStatus());
  TF_CloseSession(model->session, status.get());
  TF_DeleteSession(model->session, status.get());
  TF_DeleteGraph(model->graph);
  model->session = nullptr;
}

void Finalize(napi_env, void* data, void*) {
  Close(static_cast<Model*>(data));
  delete static_cast<Model*>(data);
}

TF_Output OutputOf(const Model* model, const std::string& tensor) {
  size_t colon = tensor.rfind(':');
  TF_Operation* operation = TF_GraphOperationByName(model->graph, tensor.substr(0, colon).c_str());
  if (!operation) throw Failure{"the graph has no node of the tensor " + tensor};
  return {operation, std::stoi(tensor.substr(colon + 1))};
}

Tensor TensorOf(napi_env env, napi_value feed) {
  std::vector<int64_t> shape;
  for (napi_value size : Elements(env, Property(env, feed, "shape"))) shape.push_back(Integer(env, size));
  auto type = static_cast<TF_DataType>(Integer(env, Property(env, feed, "dtype")));
  auto [data, length] = Bytes(env, Property(env, feed, "bytes"));
  Tensor tensor(TF_AllocateTensor(type, shape.data(), static_cast<int>(shape.size()), length));
  if (length > 0) memcpy(TF_TensorData(tensor.get()), data, length);
  return tensor;
}

double Microseconds() {
  timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return now.tv_sec * 1e6 + now.tv_nsec * 1e-3;
}

/** load(folder, tag): a model */
napi_value Load(napi_env env, const std::vector<napi_value>& arguments) {
  std::string folder = Text(env, arguments[0]);
  std::string tag = Text(env, arguments[1]);
  const char* tags[] = {tag.c_str()};
  Status status(TF_NewStatus());
  std::unique_ptr<TF_SessionOptions, Deleter<TF_DeleteSessionOptions>> options(TF_NewSessionOptions());
  TF_Graph* graph = TF_NewGraph();
  TF_Session* session =
      TF_LoadSessionFromSavedModel(options.get(), nullptr, folder.c_str(), tags, 1, graph, nullptr, status.get());
  if (!session) TF_DeleteGraph(graph);
  Check(status);
  napi_value external;
  Check(napi_create_external(env, new Model{graph, session}, Finalize, nullptr, &external));
  return external;
}

/** unload(model) */
napi_value Unload(napi_env env, const std::vector<napi_value>& arguments) {
  Close(ModelOf(env, arguments[0]));
  return nullptr;
}

/** run(model, options, feeds, fetches): see the type ProfilerAddon */
napi_value Run(napi_env env, const std::vector<napi_value>& arguments) {
  Model* model = ModelOf(env, arguments[0]);
  if (!model->session) throw Failure{"the model was unloaded"};
  auto [options, options_length] = Bytes(env, arguments[1]);
  std::vector<Tensor> feeds;
  std::vector<TF_Output> inputs, outputs;
  double start = Microseconds();
  for (napi_value feed : Elements(env, arguments[2])) {
    inputs.push_back(OutputOf(model, Text(env, Property(env, feed, "tensor"))));
    feeds.push_back(TensorOf(env, feed));
  }
  for (napi_value fetch : Elements(env, arguments[3])) outputs.push_back(OutputOf(model, Text(env, fetch)));
  std::vector<TF_Tensor*> given, fetched(outputs.size(), nullptr);
  for (const Tensor& feed : feeds) given.push_back(feed.get());

  Status status(TF_NewStatus());
  Buffer run_options(TF_NewBufferFromString(options, options_length));
  Buffer metadata(TF_NewBuffer());
  TF_SessionRun(model->session, run_options.get(), inputs.data(), given.data(), static_cast<int>(inputs.size()),
                outputs.data(), fetched.data(), static_cast<int>(outputs.size()), nullptr, 0, metadata.get(),
                status.get());
  std::vector<Tensor> results(fetched.begin(), fetched.end());
  Check(status);

  napi_value result, tensors;
  Check(napi_create_object(env, &result));
  Check(napi_create_array_with_length(env, results.size(), &tensors));
  for (uint32_t i = 0; i < results.size(); ++i) {
    TF_Tensor* tensor = results[i].get();
    napi_value element;
    Check(napi_create_object(env, &element));
    Set(env, element, "dtype", Number(env, TF_TensorType(tensor)));
    Set(env, element, "data", CopyOf(env, TF_TensorData(tensor), TF_TensorByteSize(tensor)));
    Check(napi_set_element(env, tensors, i, element));
  }
  Set(env, result, "tensors", tensors);
  Set(env, result, "metadata", CopyOf(env, metadata->data, metadata->length));
  Set(env, result, "start", Number(env, start));
  Set(env, result, "end", Number(env, Microseconds()));
  return result;
}

/** A function as JavaScript calls it: what it throws becomes an Error. */
template <napi_value (*Function)(napi_env, const std::vector<napi_value>&), size_t Count>
napi_value Call(napi_env env, napi_callback_info info) {
  size_t count = Count;
  std::vector<napi_value> arguments(Count);
  try {
    Check(napi_get_cb_info(env, info, &count, arguments.data(), nullptr, nullptr));
    return Function(env, arguments);
  } catch (const Failure& failure) {
    napi_throw_error(env, nullptr, failure.message.c_str());
    return nullptr;
  }
}

}  // namespace

NAPI_MODULE_INIT() {
  napi_property_descriptor functions[] = {
      {"load", nullptr, Call<Load, 2>, nullptr, nullptr, nullptr, napi_default, nullptr},
      {"unload", nullptr, Call<Unload, 1>, nullptr, nullptr, nullptr, napi_default, nullptr},
      {"run", nullptr, Call<Run, 4>, nullptr, nullptr, nullptr, napi_default, nullptr},
  };
  napi_define_properties(env, exports, 3, functions);
  return exports;
}
`;
