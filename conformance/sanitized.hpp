// SPDX-License-Identifier: Apache-2.0
// Whether this is a build with a sanitizer that has its own malloc and a larger stack. Internal.
#pragma once

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define WALLETAUTH_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define WALLETAUTH_SANITIZED 1
#endif
#endif
#ifndef WALLETAUTH_SANITIZED
#define WALLETAUTH_SANITIZED 0
#endif
