//! The software card before another's eyes: OpenSC, which has read real cards for years, takes it for one. Debian: opensc, openssl.

use std::path::Path;
use std::process::{Command, Output};

use tests::software_card::{Card, PcscService, fixtures, holder};

fn run(service: &PcscService, program: &str, arguments: &[&str]) -> Output {
    let said = Command::new(program)
        .args(arguments)
        .env("PCSCLITE_CSOCK_NAME", service.socket_path())
        .env("LC_ALL", "C")
        .output()
        .unwrap_or_else(|_| panic!("{program} is missing (Debian: opensc)"));
    assert!(said.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&said.stderr));
    said
}

fn openssl(arguments: &[&str]) -> Vec<u8> {
    let said = Command::new("openssl").args(arguments).output().expect("openssl (Debian: openssl)");
    assert!(said.status.success(), "openssl {arguments:?}: {}", String::from_utf8_lossy(&said.stderr));
    said.stdout
}

#[test]
fn opensc_sees_a_jpki_card_reads_its_certificate_and_has_it_sign() {
    let service = PcscService::start();
    let reader = service.reader(0);
    let card = Card::of(holder("adult"));
    reader.insert(&card);
    let dump = run(&service, "pkcs15-tool", &["--reader", "0", "--dump"]);
    let dump = String::from_utf8_lossy(&dump.stdout).into_owned();
    for word in ["JPKI", "User Authentication PIN", "Digital Signature PIN", "Tries left     : 3", "Tries left     : 5"]
    {
        assert!(dump.contains(word), "{word} is missing in:\n{dump}");
    }
    assert_eq!(dump.matches("X.509 Certificate [").count(), 4, "{dump}");
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).display().to_string();
    run(&service, "pkcs15-tool", &["--reader", "0", "--read-certificate", "1", "--output", &at("certificate.pem")]);
    let der = openssl(&["x509", "-in", &at("certificate.pem"), "-outform", "DER"]);
    assert!(der == std::fs::read(fixtures().join("adult.der")).expect("the fixture"));
    std::fs::write(folder.path().join("text"), "Sign this, and nothing else.").expect("a file");
    std::fs::write(folder.path().join("digest"), openssl(&["dgst", "-sha256", "-binary", &at("text")]))
        .expect("a file");
    let pin = holder("adult").proof_pin;
    let sign = ["--sign", "--key", "1", "--pin", pin, "--sha-256", "--pkcs1"];
    let files = ["--reader", "0", "--input", &at("digest"), "--output", &at("signature")];
    run(&service, "pkcs15-crypt", &[sign.as_slice(), files.as_slice()].concat());
    std::fs::write(
        folder.path().join("key.pem"),
        openssl(&["x509", "-in", &at("certificate.pem"), "-pubkey", "-noout"]),
    )
    .expect("a file");
    let verified =
        openssl(&["dgst", "-sha256", "-verify", &at("key.pem"), "-signature", &at("signature"), &at("text")]);
    assert!(String::from_utf8_lossy(&verified).contains("Verified OK"));
    assert!(Path::new(&at("signature")).metadata().is_ok_and(|it| it.len() == 256));
    assert_eq!(card.tries(), [3, 3, 10, 10, 5]);
}
