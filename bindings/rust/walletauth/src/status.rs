// SPDX-License-Identifier: Apache-2.0
//! Numbers of the C API as names.

use std::fmt;
use walletauth_sys as sys;

/// The class of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// The holder of the account signed this message.
    Valid,
    /// Well formed, and not the account's signature of this message.
    Rejected,
    /// Not well formed.
    Malformed,
    /// Not done here.
    Unsupported,
    /// Only the chain can tell.
    NeedsEvidence,
    /// No answer: deny, and do not call the signature invalid.
    Error,
}

impl Status {
    /// The word of the wire format.
    pub const fn as_str(self) -> &'static str {
        match self {
            Status::Valid => "valid",
            Status::Rejected => "rejected",
            Status::Malformed => "malformed",
            Status::Unsupported => "unsupported",
            Status::NeedsEvidence => "needs_evidence",
            Status::Error => "error",
        }
    }

    /// What is no status counts as no answer.
    pub(crate) const fn of_number(status: u32) -> Status {
        match sys::wa_status_class(status) {
            sys::WA_CLASS_OK => Status::Valid,
            sys::WA_CLASS_REJECTED => Status::Rejected,
            sys::WA_CLASS_MALFORMED => Status::Malformed,
            sys::WA_CLASS_UNSUPPORTED => Status::Unsupported,
            sys::WA_CLASS_NEEDS_EVIDENCE => Status::NeedsEvidence,
            _ => Status::Error,
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident = $word:literal: $($number:ident),*;)*) => {
        /// Why an answer is what it is: mostly the input that does not fit.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Reason {
            $($(#[$doc])* $name,)*
            /// None was said, or a later release said one that this one does not know.
            Unstated,
        }

        impl Reason {
            /// The word of the wire format; empty for [`Reason::Unstated`].
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Reason::$name => $word,)*
                    Reason::Unstated => "",
                }
            }

            pub(crate) const fn of_number(status: u32) -> Reason {
                match status {
                    $($(sys::$number)|* => Reason::$name,)*
                    _ => Reason::Unstated,
                }
            }
        }
    };
}

reasons! {
    /// No valid signature of this message.
    Signature = "signature": WA_REJECTED_SIGNATURE, WA_MALFORMED_SIGNATURE;
    /// Signed by another account.
    Signer = "signer": WA_REJECTED_SIGNER;
    /// It means something else than signing in, or it is of another chain.
    Policy = "policy": WA_REJECTED_POLICY;
    /// The request as a whole.
    Request = "request": WA_MALFORMED_REQUEST;
    /// The chain.
    Chain = "chain": WA_MALFORMED_CHAIN, WA_UNSUPPORTED_CHAIN;
    /// The account.
    Account = "account": WA_MALFORMED_ACCOUNT;
    /// The public key.
    PublicKey = "public_key": WA_MALFORMED_PUBLIC_KEY;
    /// The parameters.
    Params = "params": WA_MALFORMED_PARAMS, WA_UNSUPPORTED_PARAMS;
    /// The message.
    Message = "message": WA_MALFORMED_MESSAGE;
    /// The evidence.
    Evidence = "evidence": WA_MALFORMED_EVIDENCE, WA_UNSUPPORTED_EVIDENCE, WA_ERROR_EVIDENCE;
    /// The scheme.
    Scheme = "scheme": WA_UNSUPPORTED_SCHEME;
    /// The chain has no such thing.
    Operation = "operation": WA_UNSUPPORTED_OPERATION;
    /// What the service asked for is not granted.
    Flag = "flag": WA_UNSUPPORTED_FLAG;
    /// A fault of the library or of a plugin.
    Internal = "internal": WA_ERROR_INTERNAL;
    /// There was too little memory.
    Memory = "memory": WA_ERROR_MEMORY;
    /// A buffer was too small.
    Buffer = "buffer": WA_ERROR_BUFFER;
    /// The caller's own mistake.
    Argument = "argument": WA_ERROR_ARGUMENT;
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}
