// SPDX-License-Identifier: Apache-2.0
#include "resolver.hpp"

#include "answer.hpp"
#include "host.hpp"
#include "threads.hpp"

#include <dlfcn.h>
#include <link.h>

#include <string>
#include <string_view>

namespace walletauth::node {
namespace {

constexpr const char *library_name = "libwalletauth-resolver.so.0";

/// The functions of the library.
struct Library {
    decltype(&wa_open_resolver) open;
    decltype(&wa_resolver_source) source;
    decltype(&wa_open_resolver_client) open_client;
    decltype(&wa_close_resolver_client) close_client;
    decltype(&wa_reload_resolver) reload;
    decltype(&wa_resolver_metrics) metrics;
    decltype(&wa_close_resolver) close;
};

template <class Function>
void find(void *library, const char *name, Function &function) {
    function = reinterpret_cast<Function>(dlsym(library, name));
    if (function == nullptr)
        throw std::runtime_error(std::string{library_name} + " has no " + name);
}

/// The first object after the program that defines `function`: whom everybody calls. The program
/// itself is left out, as Node's has a fixed address: it stands for functions of libraries by jumps
/// of its own.
const link_map *definer_of(const char *function) noexcept {
    void *program = dlopen(nullptr, RTLD_LAZY);
    const link_map *map = nullptr;
    if (program == nullptr || dlinfo(program, RTLD_DI_LINKMAP, static_cast<void *>(&map)) != 0)
        return nullptr;
    for (map = map->l_next; map != nullptr; map = map->l_next) {
        void *object =
            *map->l_name == '\0' ? nullptr : dlopen(map->l_name, RTLD_LAZY | RTLD_NOLOAD);
        if (object == nullptr) continue;
        const void *found = dlsym(object, function); // of it, or of what it needs
        dlclose(object);
        Dl_info info{};
        link_map *owner = nullptr;
        if (found != nullptr &&
            dladdr1(found, &info, reinterpret_cast<void **>(&owner), RTLD_DL_LINKMAP) != 0 &&
            owner == map) {
            return map;
        }
    }
    return nullptr;
}

/// True if what everybody calls by this name is not of the library with that name.
bool is_replaced(const char *function, std::string_view library) noexcept {
    const link_map *map = definer_of(function);
    return map != nullptr && !std::string_view{map->l_name}.ends_with(library);
}

/// Node exports the OpenSSL, zlib and nghttp2 that are inside of it, and libcurl would call them.
/// With DEEPBIND it calls its own, and also the allocator of libc: where another one is in its
/// place, memory of the one would be freed by the other.
void *open_library() {
    if (is_replaced("malloc", "/libc.so.6") || is_replaced("_Znwm", "/libstdc++.so.6")) {
        throw std::runtime_error("the resolver can't be loaded: this process has an allocator of "
                                 "its own (LD_PRELOAD?), and Node's OpenSSL "
                                 "beside: run it without, or give a source of your own");
    }
    void *library = dlopen(library_name, RTLD_NOW | RTLD_LOCAL | RTLD_DEEPBIND);
    if (library != nullptr) return library;
    throw std::runtime_error(std::string{"the resolver can't be loaded: "} + dlerror() +
                             ": install libwalletauth-resolver0");
}

Library load() {
    void *library = open_library();
    Library found{};
    find(library, "wa_open_resolver", found.open);
    find(library, "wa_resolver_source", found.source);
    find(library, "wa_open_resolver_client", found.open_client);
    find(library, "wa_close_resolver_client", found.close_client);
    find(library, "wa_reload_resolver", found.reload);
    find(library, "wa_resolver_metrics", found.metrics);
    find(library, "wa_close_resolver", found.close);
    return found;
}

const Library &library() {
    static const Library loaded = load(); // a failed try is made again
    return loaded;
}

std::shared_ptr<wa_resolver> open_file(Napi::Env env, const std::string &path) {
    wa_resolver *resolver = nullptr;
    const Answer message = Answer::of([&](char **text, std::size_t *) {
        return library().open(path.data(), path.size(), nullptr, &resolver, text);
    });
    if (message.status != WA_OK) {
        throw make_error(env, message.status,
                         message.text ? message.text.get() : "resolver: not opened");
    }
    return {resolver, library().close};
}

std::shared_ptr<wa_resolver_client> open_client(Napi::Env env,
                                                const std::shared_ptr<wa_resolver> &resolver,
                                                const std::string &name) {
    wa_resolver_client *client = nullptr;
    const auto status = library().open_client(resolver.get(), name.data(), name.size(), &client);
    if (status != WA_OK) throw make_error(env, status, "client: its name must have 1 to 256 bytes");
    return {client, library().close_client};
}

} // namespace

wa_evidence_source OpenResolver::source() const {
    wa_evidence_source source{};
    library().source(resolver.get(), client.get(), &source);
    return source;
}

Napi::Function Resolver::define(Napi::Env env) {
    return DefineClass(env, "Resolver",
                       {InstanceMethod<&Resolver::close>("close"),
                        InstanceMethod<&Resolver::reload>("reload"),
                        InstanceMethod<&Resolver::metrics>("metrics"),
                        InstanceMethod<&Resolver::verify>("verify")});
}

Resolver::Resolver(const Napi::CallbackInfo &info) : Napi::ObjectWrap<Resolver>(info) {
    guarded(info.Env(), [&] {
        if (info[0].IsString()) {
            open_.resolver = open_file(info.Env(), Bytes{info.Env(), info[0]}.copy());
            return;
        }
        open_.resolver = of(info[0]).resolver;
        open_.client = open_client(info.Env(), open_.resolver, Bytes{info.Env(), info[1]}.copy());
    });
}

const OpenResolver &Resolver::open() const {
    if (open_.resolver == nullptr) {
        throw make_error(Env(), WA_ERROR_ARGUMENT, "resolver: it was closed: open another one");
    }
    return open_;
}

const OpenResolver &Resolver::of(const Napi::Value &value) {
    return Unwrap(value.As<Napi::Object>())->open();
}

void Resolver::close(const Napi::CallbackInfo &) { open_ = {}; }

void Resolver::reload(const Napi::CallbackInfo &info) {
    guarded(info.Env(), [&] {
        const Answer message = Answer::of([&](char **text, std::size_t *) {
            return library().reload(open().resolver.get(), text);
        });
        if (message.status != WA_OK) {
            throw make_error(info.Env(), message.status,
                             message.text ? message.text.get() : "not read again");
        }
    });
}

Napi::Value Resolver::metrics(const Napi::CallbackInfo &info) {
    return guarded(info.Env(), [&] {
        return Answer::of([&](char **text, std::size_t *size) {
                   return library().metrics(open().resolver.get(), text, size);
               })
            .value(info.Env());
    });
}

/// (host, request, service, timeoutMs) -> promise of an answer
Napi::Value Resolver::verify(const Napi::CallbackInfo &info) {
    return guarded(info.Env(), [&] {
        return instance_of(info.Env())
            .threads->start(info.Env(), [resolver = open(), host = Host::of(info[0]),
                                         request = Bytes{info.Env(), info[1]}.copy(),
                                         service = Bytes{info.Env(), info[2]}.copy(),
                                         timeout_ms = info[3].ToNumber().Uint32Value()] {
                const auto source = resolver.source();
                auto answer =
                    std::make_shared<Answer>(Answer::of([&](char **text, std::size_t *size) {
                        return wa_verify_with_evidence(host.get(), request.data(), request.size(),
                                                       service.data(), service.size(), &source,
                                                       timeout_ms, text, size);
                    }));
                return [answer](Napi::Env env) { return answer->value(env); };
            });
    });
}

} // namespace walletauth::node
