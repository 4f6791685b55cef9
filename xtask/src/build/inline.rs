//! The wasm as text, for `wasm-inline.js`. Byte for byte and in ASCII alone: base64 cuts bytes into pieces of six bits, in
//! which brotli and gzip find no repetitions (7.6 kB more), and what is not ASCII some bundlers write as `\u…`.

/// The printable characters from `#` on, without the backslash: digits of which none needs an escape.
const DIGITS: u8 = 91;
/// Bytes below stand as one digit. Wasm has more of them than of others.
const SMALL: u8 = 89;

/// `unpack` of `pkg-template/index.js` reads it.
pub fn pack(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 5 / 4);
    for &byte in bytes {
        match byte.checked_sub(SMALL) {
            None => text.push(digit(byte)),
            Some(rest) => text.extend([digit(SMALL + rest / DIGITS), digit(rest % DIGITS)]),
        }
    }
    text
}

fn digit(value: u8) -> char {
    let character = b'#' + value;
    char::from(if character < b'\\' { character } else { character + 1 })
}

#[cfg(test)]
mod tests {
    use super::pack;

    #[test]
    fn small_bytes_are_one_digit_and_large_ones_two() {
        assert_eq!(pack(&[0, 1, 56, 57, 88]), "#$[]|");
        assert_eq!(pack(&[89, 179, 180, 255]), "}#}~~#~o");
    }

    #[test]
    fn nothing_in_it_ends_a_string_or_is_beyond_ascii() {
        let text = pack(&(0..=255).collect::<Vec<u8>>());
        assert!(text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'"' && byte != b'\\'));
    }
}
