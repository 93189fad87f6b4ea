//! The certificate for authentication: read, followed to an authority that is believed, and its key tried with a fresh challenge.
//!
//! One level, by hand: the authorities are few, known by the SHA-256 of their certificates, and all bear the same name. Only these
//! fingerprints are published to us; the authority's certificate itself comes from the card and is believed when its fingerprint is
//! known. Revocation is not asked (see the crate).

use der::oid::ObjectIdentifier;
use der::{Decode, Encode};
use ring::digest::{SHA256, digest};
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use rules::calendar::Day;
use x509_cert::Certificate;
use x509_cert::ext::pkix::{BasicConstraints, CertificatePolicies, ExtendedKeyUsage, KeyUsage, KeyUsages};
use x509_cert::time::Time;
use zeroize::Zeroizing;

use crate::generation::{
    CLIENT_AUTH, DOMAIN_TAG, LONGEST_CERTIFICATE, POLICY, RSA, SHA256_PREFIX, SHA256_WITH_RSA, SIGNATURE_LENGTH,
    TEST_POLICY,
};
use crate::port::Trouble;
use crate::reading::Unproven;
use crate::tlv;

/// Whose certificates are believed, and for what.
pub struct Trust {
    anchors: Vec<Anchor>,
    policy: String,
}

struct Anchor {
    from: Day,
    until: Day,
    fingerprint: [u8; 32],
}

impl Trust {
    /// The authorities that are shipped with the program.
    #[must_use]
    pub fn shipped() -> Trust {
        #[cfg(feature = "software-card")]
        if let Some(other) = elsewhere() {
            return other;
        }
        // A list that cannot be read believes nobody; a test reads it.
        Trust::written(include_str!("anchors.tsv"))
            .unwrap_or_else(|| Trust { anchors: Vec::new(), policy: POLICY.to_owned() })
    }

    /// Authorities as a list writes them: name, first and last day (`YYYY-MM-DD`) and fingerprint between tabs; `#` begins a
    /// remark, a line `policy`, tab, number stands for another policy than the production's. `None` when a line is anything else.
    #[must_use]
    pub fn written(text: &str) -> Option<Trust> {
        let mut trust = Trust { anchors: Vec::new(), policy: POLICY.to_owned() };
        for line in text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
            match line.split('\t').collect::<Vec<_>>().as_slice() {
                ["policy", policy] => trust.policy = (*policy).to_owned(),
                [_, from, until, sha256] => {
                    let bytes =
                        sha256.split(':').map(|it| u8::from_str_radix(it, 16).ok()).collect::<Option<Vec<u8>>>()?;
                    let fingerprint = bytes.try_into().ok()?;
                    trust.anchors.push(Anchor { from: from.parse().ok()?, until: until.parse().ok()?, fingerprint });
                }
                _ => return None,
            }
        }
        Some(trust)
    }

    /// How many authorities are believed.
    #[must_use]
    pub fn count(&self) -> usize {
        self.anchors.len()
    }

    /// Whether a believed authority, whose certificate is `authority`, issued that certificate for authentication, and both are good
    /// on the day.
    pub(crate) fn issued(&self, leaf: &Leaf, authority: &[u8], on: Day) -> Result<(), Unproven> {
        let policies = leaf.policies();
        if self.policy != TEST_POLICY && policies.iter().any(|it| it == TEST_POLICY) {
            return Err(Unproven::TestCard);
        }
        let print = digest(&SHA256, authority);
        let anchor = self.anchors.iter().find(|it| print.as_ref() == it.fingerprint).ok_or(Unproven::UnknownIssuer)?;
        let (tbs, authority) = parts(authority).ok_or(Unproven::UnknownIssuer)?;
        drop(tbs);
        let (issuer, of) = (&authority.tbs_certificate, &leaf.certificate.tbs_certificate);
        if !same(&issuer.subject, &of.issuer) || !leaf.signed_by(&authority) {
            return Err(Unproven::Chain);
        }
        if !leaf.for_authentication(&self.policy, &policies) {
            return Err(Unproven::Profile);
        }
        let (from, until) = days(issuer).ok_or(Unproven::IssuerExpired)?;
        if on < from.max(anchor.from) || until.min(anchor.until) < on {
            return Err(Unproven::IssuerExpired);
        }
        let (from, until) = days(of).ok_or(Unproven::Profile)?;
        match (on < from, until < on) {
            (true, _) => Err(Unproven::NotYet),
            (_, true) => Err(Unproven::CertificateExpired),
            _ => Ok(()),
        }
    }
}

/// Authorities of a test, as a file says them that the environment names.
#[cfg(feature = "software-card")]
fn elsewhere() -> Option<Trust> {
    Trust::written(&std::fs::read_to_string(std::env::var_os("DAICHO_CARD_TRUST")?).ok()?)
}

/// A card's certificate for authentication, of this generation (RSA-2048, e = 65537).
pub(crate) struct Leaf {
    certificate: Certificate,
    tbs: Zeroizing<Vec<u8>>,
}

impl Leaf {
    pub(crate) fn read(bytes: &[u8]) -> Result<Leaf, Trouble> {
        let (tbs, certificate) = parts(bytes).ok_or(Trouble::Garbled)?;
        let leaf = Leaf { certificate, tbs };
        let key = &leaf.certificate.tbs_certificate.subject_public_key_info;
        if key.algorithm.oid != ObjectIdentifier::new_unwrap(RSA) {
            return Err(Trouble::NewGeneration);
        }
        match leaf.key().map(numbers) {
            Some(Some((SIGNATURE_LENGTH, [0x01, 0x00, 0x01]))) => Ok(leaf),
            Some(Some(_)) => Err(Trouble::NewGeneration),
            _ => Err(Trouble::Garbled),
        }
    }

    /// The last day in Japan.
    pub(crate) fn until(&self) -> Option<Day> {
        in_japan(&self.certificate.tbs_certificate.validity.not_after)
    }

    fn key(&self) -> Option<&[u8]> {
        self.certificate.tbs_certificate.subject_public_key_info.subject_public_key.as_bytes()
    }

    /// Whether the key of this certificate made that signature (PKCS#1 v1.5, SHA-256).
    pub(crate) fn signed(&self, text: &[u8], signature: &[u8]) -> bool {
        self.key().is_some_and(|key| verifies(key, text, signature))
    }

    fn signed_by(&self, authority: &Certificate) -> bool {
        let algorithm = ObjectIdentifier::new_unwrap(SHA256_WITH_RSA);
        let it = &self.certificate;
        let key = authority.tbs_certificate.subject_public_key_info.subject_public_key.as_bytes();
        it.signature_algorithm.oid == algorithm
            && it.tbs_certificate.signature.oid == algorithm
            && key.zip(it.signature.as_bytes()).is_some_and(|(key, signature)| verifies(key, &self.tbs, signature))
    }

    fn policies(&self) -> Vec<String> {
        match self.certificate.tbs_certificate.get::<CertificatePolicies>() {
            Ok(Some((_, policies))) => policies.0.iter().map(|it| it.policy_identifier.to_string()).collect(),
            _ => Vec::new(),
        }
    }

    /// The profile of a certificate for authentication: that policy, signing alone, no authority, nothing critical beyond.
    fn for_authentication(&self, policy: &str, policies: &[String]) -> bool {
        let it = &self.certificate.tbs_certificate;
        let usage = matches!(it.get::<KeyUsage>(), Ok(Some((_, usage))) if usage == KeyUsage(KeyUsages::DigitalSignature.into()));
        let client = ObjectIdentifier::new_unwrap(CLIENT_AUTH);
        let purpose = matches!(it.get::<ExtendedKeyUsage>(), Ok(Some((_, purposes))) if purposes.0.contains(&client));
        let leaf = match it.get::<BasicConstraints>() {
            Ok(None) => true,
            Ok(Some((_, constraints))) => !constraints.ca,
            Err(_) => false,
        };
        const UNDERSTOOD: [&str; 4] = ["2.5.29.15", "2.5.29.19", "2.5.29.32", "2.5.29.37"];
        let extensions = it.extensions.as_deref().unwrap_or_default();
        let understood =
            extensions.iter().filter(|it| it.critical).all(|it| UNDERSTOOD.contains(&it.extn_id.to_string().as_str()));
        usage && purpose && leaf && understood && policies == [policy]
    }
}

/// What a card is asked to sign: 32 fresh bytes behind words of our own; and the DigestInfo of that, which is what it is sent.
pub(crate) fn challenge() -> Result<(Vec<u8>, Vec<u8>), Trouble> {
    let mut fresh = [0; 32];
    // F_INTERNAL_ERROR: a system without randomness.
    getrandom::fill(&mut fresh).map_err(|_| Trouble::Other(0x8010_0001))?;
    let asked = [DOMAIN_TAG, &fresh].concat();
    let digest_info = [&SHA256_PREFIX, digest(&SHA256, &asked).as_ref()].concat();
    Ok((asked, digest_info))
}

fn verifies(key: &[u8], text: &[u8], signature: &[u8]) -> bool {
    UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key).verify(text, signature).is_ok()
}

/// The bytes that are signed, and the certificate; `None` when it is none, whole and by itself.
fn parts(bytes: &[u8]) -> Option<(Zeroizing<Vec<u8>>, Certificate)> {
    let whole = tlv::first(bytes).filter(|it| it.rest.is_empty() && bytes.len() <= LONGEST_CERTIFICATE)?;
    let tbs = Zeroizing::new(tlv::first(whole.value)?.whole.to_vec());
    Some((tbs, Certificate::from_der(bytes).ok()?))
}

/// How many bytes an RSA key has, and its exponent.
fn numbers(key: &[u8]) -> Option<(usize, &[u8])> {
    let numbers = tlv::all(tlv::first(key).filter(|it| it.tag == 0x30 && it.rest.is_empty())?.value)?;
    let [n, e] = numbers.as_slice() else { return None };
    let bare = n.value.strip_prefix(&[0]).unwrap_or(n.value);
    (n.tag == 0x02 && e.tag == 0x02).then_some((bare.len(), e.value))
}

fn same(one: &impl Encode, other: &impl Encode) -> bool {
    matches!((one.to_der(), other.to_der()), (Ok(one), Ok(other)) if one == other)
}

fn days(it: &x509_cert::TbsCertificate) -> Option<(Day, Day)> {
    Some((in_japan(&it.validity.not_before)?, in_japan(&it.validity.not_after)?))
}

/// The day in Japan on which an instant lies: certificates end at 14:59:59 UTC, which is 23:59:59 there.
fn in_japan(at: &Time) -> Option<Day> {
    /// 1970-01-01, as [`Day::from_serial`] counts.
    const EPOCH: i64 = 25_569;
    let seconds = i64::try_from(at.to_unix_duration().as_secs()).ok()? + 9 * 3600;
    Day::from_serial(EPOCH + seconds.div_euclid(86_400))
}
