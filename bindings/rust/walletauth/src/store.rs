// SPDX-License-Identifier: Apache-2.0
//! Where a service remembers which challenges were used.

use std::time::Duration;

/// What a store says when a key is consumed. The generation must be that of the very transaction which consumed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Consumed {
    /// Nobody consumed the key before; now it is consumed.
    First {
        /// The store's history, 1 to 256 bytes.
        generation: String,
    },
    /// Somebody did.
    Again {
        /// The store's history, 1 to 256 bytes.
        generation: String,
    },
    /// It can't be asked, or it is not known whether it wrote. Never say `First` where you do not know.
    Unavailable,
}

/// A store of the service's own, such as the database that it has already. Its functions are called on the thread that
/// signs in, any number at once. One that panics counts as [`Consumed::Unavailable`].
///
/// The generation names one history of the store. It must change with all that may make the store forget: a restart
/// without its data, a fail-over, a flush.
pub trait Store: Send + Sync {
    /// Marks `key` as consumed if it is not, atomically over all that share the store, for at least `time_to_live`.
    fn consume(&self, key: &str, time_to_live: Duration) -> Consumed;

    /// The present generation; `None`: the store can't be asked.
    fn generation(&self) -> Option<String>;
}
