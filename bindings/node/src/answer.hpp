// SPDX-License-Identifier: Apache-2.0
/// Texts that the library returns.
#pragma once

#include "error.hpp"

#include <walletauth/walletauth.h>

#include <memory>
#include <string_view>

namespace walletauth::node {

struct FreeText {
    void operator()(char *text) const noexcept { wa_free(text); }
};

/// An answer with its status, freed when it goes.
struct Answer {
    std::uint32_t status = WA_ERROR_MEMORY;
    std::unique_ptr<char, FreeText> text;
    std::size_t size = 0;

    /// Calls `function(&text, &size)`.
    template <class Function>
    static Answer of(Function &&function) {
        Answer answer;
        char *text = nullptr;
        answer.status = function(&text, &answer.size);
        answer.text.reset(text);
        return answer;
    }

    /// As a string of JavaScript; without a text a WalletauthError.
    [[nodiscard]] Napi::Value value(Napi::Env env) const {
        if (text == nullptr) throw make_error(env, status, "no answer");
        return Napi::String::New(env, text.get(), size);
    }
};

} // namespace walletauth::node
