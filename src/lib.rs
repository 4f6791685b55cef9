//! evertoken.
