//! The only signature algorithm in this process: HMAC-SHA-256, as `jsonwebtoken`'s provider. With no other in it, a
//! token cannot talk the verifier into one.

use hmac::{Hmac, KeyInit as _, Mac as _};
use jsonwebtoken::crypto::{CryptoProvider, JwtSigner, JwtVerifier, KeyUtils};
use jsonwebtoken::errors::{Error, ErrorKind};
use jsonwebtoken::{Algorithm, AlgorithmFamily, DecodingKey, EncodingKey};
use sha2::Sha256;
use signature::{Signer, Verifier};

static ONLY_HS256: CryptoProvider = CryptoProvider {
    signer_factory: |algorithm, key| Ok(Box::new(Hs256::for_signing(*algorithm, key)?)),
    verifier_factory: |algorithm, key| Ok(Box::new(Hs256::for_verifying(*algorithm, key)?)),
    key_utils: KeyUtils::new_unimplemented(),
};

/// Makes it this process's provider. Once is enough, more does no harm.
pub fn install() {
    let _already_installed = ONLY_HS256.install_default();
}

struct Hs256(Hmac<Sha256>);

impl Hs256 {
    fn for_signing(algorithm: Algorithm, key: &EncodingKey) -> Result<Self, Error> {
        Self::pinned(algorithm, key.family(), key.as_bytes())
    }

    fn for_verifying(algorithm: Algorithm, key: &DecodingKey) -> Result<Self, Error> {
        Self::pinned(algorithm, key.family(), key.try_get_as_bytes()?)
    }

    fn pinned(algorithm: Algorithm, family: AlgorithmFamily, key: &[u8]) -> Result<Self, Error> {
        if algorithm != Algorithm::HS256 || family != AlgorithmFamily::Hmac {
            return Err(ErrorKind::InvalidAlgorithm.into());
        }
        let mac = Hmac::new_from_slice(key).map_err(|_| Error::from(ErrorKind::InvalidKeyFormat))?;
        Ok(Self(mac))
    }
}

impl Signer<Vec<u8>> for Hs256 {
    fn try_sign(&self, message: &[u8]) -> Result<Vec<u8>, signature::Error> {
        Ok(self.0.clone().chain_update(message).finalize().into_bytes().to_vec())
    }
}

impl Verifier<Vec<u8>> for Hs256 {
    fn verify(&self, message: &[u8], mac: &Vec<u8>) -> Result<(), signature::Error> {
        self.0.clone().chain_update(message).verify_slice(mac).map_err(|_| signature::Error::new())
    }
}

impl JwtSigner for Hs256 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::HS256
    }
}

impl JwtVerifier for Hs256 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::HS256
    }
}
