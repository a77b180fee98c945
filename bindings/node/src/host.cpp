// SPDX-License-Identifier: Apache-2.0
#include "host.hpp"

#include "answer.hpp"
#include "shared_hosts.hpp"
#include "stack.hpp"
#include "worker.hpp"

#include <array>
#include <cstring>
#include <string>
#include <string_view>

namespace walletauth::node {
namespace {

SharedHost open_host(Napi::Env env, const std::string &how, const Bytes &path) {
    wa_host *host = nullptr;
    const Answer message = Answer::of([&](char **text, std::size_t *) {
        if (how == "installed") return wa_open_installed(&host, text);
        const auto open = how == "manifest" ? &wa_open_manifest : &wa_open_directory;
        return open(path.text(), path.size(), &host, text);
    });
    if (message.status != WA_OK) {
        throw make_error(env, message.status, message.text ? message.text.get() : "not opened");
    }
    return {host, &wa_close};
}

/// The arguments of wa_verify_flat, in its order.
struct FlatView {
    explicit FlatView(const Napi::CallbackInfo &info)
        : chain(info.Env(), info[0]), scheme(info.Env(), info[1]), account(info.Env(), info[2]),
          public_key(info.Env(), info[3]), message(info.Env(), info[4]),
          signature(info.Env(), info[5]), params(info.Env(), info[6]),
          service(info.Env(), info[7]) {}
    Bytes chain, scheme, account, public_key, message, signature, params, service;
};

/// The same, kept for another thread.
struct FlatCopy {
    explicit FlatCopy(const FlatView &view)
        : chain(view.chain.copy()), scheme(view.scheme.copy()), account(view.account.copy()),
          public_key(view.public_key.copy()), message(view.message.copy()),
          signature(view.signature.copy()), params(view.params.copy()),
          service(view.service.copy()) {}
    std::string chain, scheme, account, public_key, message, signature, params, service;
};

const std::uint8_t *bytes(std::string_view text) noexcept {
    return reinterpret_cast<const std::uint8_t *>(text.data());
}

/// Of a FlatView or a FlatCopy: by wa_verify_text if `of_texts`, else by wa_verify_flat, which
/// writes the first member alone.
template <class Parts>
wa_text_verdict verify(const wa_host *host, const Parts &parts, bool of_texts) noexcept {
    const std::string_view chain = parts.chain, scheme = parts.scheme, account = parts.account,
                           key = parts.public_key, message = parts.message,
                           signature = parts.signature, params = parts.params,
                           service = parts.service;
    wa_text_verdict verdict{};
    verdict.flat.struct_size = sizeof verdict;
    if (of_texts) {
        wa_verify_text(host, chain.data(), chain.size(), scheme.data(), scheme.size(),
                       account.data(), account.size(), key.data(), key.size(), bytes(message),
                       message.size(), signature.data(), signature.size(), params.data(),
                       params.size(), service.data(), service.size(), &verdict);
    } else {
        wa_verify_flat(host, chain.data(), chain.size(), scheme.data(), scheme.size(),
                       account.data(), account.size(), bytes(key), key.size(), bytes(message),
                       message.size(), bytes(signature), signature.size(), params.data(),
                       params.size(), service.data(), service.size(), &verdict.flat);
    }
    return verdict;
}

} // namespace

Napi::Function Host::define(Napi::Env env) {
    return DefineClass(
        env, "Host",
        {InstanceMethod<&Host::close>("close"), InstanceMethod<&Host::share>("share"),
         InstanceMethod<&Host::verify_flat_now>("verifyFlatNow"),
         InstanceMethod<&Host::verify_flat>("verifyFlat"),
         InstanceMethod<&Host::verify_json_now>("verifyJsonNow"),
         InstanceMethod<&Host::verify_json>("verifyJson"),
         InstanceMethod<&Host::account>("account"), InstanceMethod<&Host::identify>("identify"),
         InstanceMethod<&Host::describe>("describe")});
}

/// (how, path), or ("shared", number).
Host::Host(const Napi::CallbackInfo &info) : Napi::ObjectWrap<Host>(info) {
    guarded(info.Env(), [&] {
        const std::string how = Bytes{info.Env(), info[0]}.copy();
        if (how == "shared") {
            host_ = host_of(info[1].ToNumber().Uint32Value());
            if (host_ == nullptr) {
                throw make_error(
                    info.Env(), WA_ERROR_ARGUMENT,
                    "shared host: nobody has it open: the thread that opened it must keep it open");
            }
            return;
        }
        require_stack(info.Env());
        host_ = open_host(info.Env(), how, Bytes{info.Env(), info[1]});
    });
}

const SharedHost &Host::open() const {
    if (host_ == nullptr) {
        throw make_error(Env(), WA_ERROR_ARGUMENT, "host: it was closed: open another one");
    }
    return host_;
}

const SharedHost &Host::of(const Napi::Value &value) {
    return Unwrap(value.As<Napi::Object>())->open();
}

void Host::close(const Napi::CallbackInfo &) { host_.reset(); }

Napi::Value Host::share(const Napi::CallbackInfo &info) {
    return Napi::Number::New(info.Env(), number_of(open()));
}

/// (chain, scheme, account, publicKey, message, signature, params, service, ofTexts, verdict:
/// Uint8Array) -> status
Napi::Value Host::verify_flat_now(const Napi::CallbackInfo &info) {
    const SharedHost &host = open();
    require_stack(info.Env());
    const FlatView r{info};
    const Bytes out{info.Env(), info[9]};
    if (out.size() < sizeof(wa_text_verdict))
        throw Napi::TypeError::New(info.Env(), "verdict: too small");
    const wa_text_verdict verdict = verify(host.get(), r, info[8].ToBoolean());
    std::memcpy(const_cast<std::uint8_t *>(out.bytes()), &verdict, sizeof verdict);
    return Napi::Number::New(info.Env(), verdict.flat.status);
}

Napi::Value Host::verify_flat(const Napi::CallbackInfo &info) {
    return guarded(info.Env(), [&] {
        return start_work(
            info.Env(),
            [host = open(), parts = FlatCopy{FlatView{info}},
             of_texts = info[8].ToBoolean().Value()] {
                return verify(host.get(), parts, of_texts);
            },
            [](Napi::Env env, const wa_text_verdict &verdict) -> Napi::Value {
                return Napi::Buffer<char>::Copy(env, reinterpret_cast<const char *>(&verdict),
                                                sizeof verdict);
            });
    });
}

Napi::Value Host::verify_json_now(const Napi::CallbackInfo &info) {
    const SharedHost &host = open();
    require_stack(info.Env());
    const Bytes request{info.Env(), info[0]};
    const Bytes service{info.Env(), info[1]};
    return Answer::of([&](char **text, std::size_t *size) {
               return wa_verify_json(host.get(), request.text(), request.size(), service.text(),
                                     service.size(), text, size);
           })
        .value(info.Env());
}

Napi::Value Host::verify_json(const Napi::CallbackInfo &info) {
    return guarded(info.Env(), [&] {
        return start_work(
            info.Env(),
            [host = open(), request = Bytes{info.Env(), info[0]}.copy(),
             service = Bytes{info.Env(), info[1]}.copy()] {
                return Answer::of([&](char **text, std::size_t *size) {
                    return wa_verify_json(host.get(), request.data(), request.size(),
                                          service.data(), service.size(), text, size);
                });
            },
            [](Napi::Env env, const Answer &answer) { return answer.value(env); });
    });
}

Napi::Value Host::account(const Napi::CallbackInfo &info) {
    const SharedHost &host = open();
    require_stack(info.Env());
    const Bytes request{info.Env(), info[0]};
    return Answer::of([&](char **text, std::size_t *size) {
               return wa_account_json(host.get(), request.text(), request.size(), text, size);
           })
        .value(info.Env());
}

/// (chain, scheme, compactId) -> address
Napi::Value Host::identify(const Napi::CallbackInfo &info) {
    const SharedHost &host = open();
    require_stack(info.Env());
    const Bytes chain{info.Env(), info[0]};
    const Bytes scheme{info.Env(), info[1]};
    const Bytes id{info.Env(), info[2]};
    std::array<char, WA_ACCOUNT_CAPACITY> address{};
    std::size_t size = 0;
    const std::uint32_t status =
        wa_identify(host.get(), chain.text(), chain.size(), scheme.text(), scheme.size(),
                    id.bytes(), id.size(), address.data(), address.size(), &size);
    if (status != WA_OK) throw make_error(info.Env(), status, "identify: the library says no more");
    return Napi::String::New(info.Env(), address.data(), size);
}

Napi::Value Host::describe(const Napi::CallbackInfo &info) {
    const SharedHost &host = open();
    require_stack(info.Env());
    return Answer::of([&](char **text, std::size_t *size) {
               return wa_describe_json(host.get(), text, size);
           })
        .value(info.Env());
}

} // namespace walletauth::node
