// SPDX-License-Identifier: Apache-2.0
//! What could not be carried out.

use crate::status::{Reason, Status};
use std::borrow::Cow;
use std::fmt;

/// Any error of the caller's own code.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// A call that could not be carried out. It says nothing about a signature: deny, and do not call the signature invalid.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// It was closed before this call.
    Closed,
    /// The caller's own mistake: a service's part that is none, plugins that were refused.
    Argument {
        /// What, why, and what to do; for logs.
        detail: String,
    },
    /// The chain gave no readable answer in time.
    Evidence {
        /// What was asked, for logs.
        detail: String,
        /// What the source said.
        source: Option<BoxError>,
    },
    /// There was too little memory.
    Memory,
    /// A fault of the library or of a plugin.
    Internal {
        /// For logs.
        detail: String,
    },
}

impl Error {
    /// Always [`Status::Error`].
    pub fn status(&self) -> Status {
        Status::Error
    }

    /// The value within the class, as the wire format has it.
    pub fn reason(&self) -> Reason {
        match self {
            Error::Closed | Error::Argument { .. } => Reason::Argument,
            Error::Evidence { .. } => Reason::Evidence,
            Error::Memory => Reason::Memory,
            Error::Internal { .. } => Reason::Internal,
        }
    }

    /// For logs. Programs must not read it.
    pub fn detail(&self) -> Cow<'_, str> {
        match self {
            Error::Closed => "it was closed: open another".into(),
            Error::Memory => "there is too little memory".into(),
            Error::Argument { detail } | Error::Evidence { detail, .. } | Error::Internal { detail } => detail.into(),
        }
    }

    pub(crate) fn argument(detail: impl Into<String>) -> Error {
        Error::Argument { detail: detail.into() }
    }

    pub(crate) fn internal(detail: impl Into<String>) -> Error {
        Error::Internal { detail: detail.into() }
    }

    pub(crate) fn of_reason(reason: Reason, detail: String) -> Error {
        match reason {
            Reason::Argument => Error::Argument { detail },
            Reason::Evidence => Error::Evidence { detail, source: None },
            Reason::Memory => Error::Memory,
            _ => Error::Internal { detail },
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "walletauth: {} ({}): {}",
            self.status(),
            self.reason(),
            self.detail()
        )
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Evidence {
                source: Some(source), ..
            } => Some(&**source),
            _ => None,
        }
    }
}
