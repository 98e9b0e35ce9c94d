//! Addresses that lead out of a machine and its network: the only ones that are called because somebody else names them
//! (against forged requests of a server, CWE-918).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether an address of the web leads out of this machine and network, as far as it says so itself, and encrypted. Where
/// its name leads is known when it is called: [`is_public_ip`].
pub fn is_public_url(address: &str) -> bool {
    let Some(rest) = address.strip_prefix("https://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains('@') {
        return false;
    }
    let host = match authority.strip_prefix('[') {
        Some(bracketed) => bracketed.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    };
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    if let Ok(ip) = host.parse::<IpAddr>() {
        return is_public_ip(ip);
    }
    let last = host.rsplit('.').next().unwrap_or_default();
    // Other spellings of an IPv4 address: `127.1`, `0x7f000001`, `2130706433`.
    let is_number = last.starts_with("0x") || last.bytes().all(|byte| byte.is_ascii_digit());
    !is_number && last != "localhost"
}

/// Whether an IP address is one that the whole Internet reaches: none of the special ranges of RFC 6890 and its registries.
pub const fn is_public_ip(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

const fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let is_special = a == 0
        || ip.is_loopback()
        || ip.is_private()
        || ip.is_link_local()
        // Shared by the customers of a network, the same for protocols and for measurements.
        || (a == 100 && b & 0xc0 == 64)
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && b & 0xfe == 18)
        // Multicast, reserved, broadcast.
        || a >= 224;
    !is_special
}

const fn is_public_v6(ip: Ipv6Addr) -> bool {
    if let Some(ip) = ip.to_ipv4_mapped() {
        return is_public_v4(ip);
    }
    // What is given to the Internet at large (2000::/3); and an IPv4 address inside: NAT64 (RFC 6052), 6to4 (RFC 3056).
    match ip.segments() {
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => is_public_v4(v4(high, low)),
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

/// The IPv4 address of two halves.
const fn v4(high: u16, low: u16) -> Ipv4Addr {
    let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
    Ipv4Addr::new(a, b, c, d)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_to_this_machine_or_into_its_network_is_not_public() {
        for address in [
            "https://city.example/v2/",
            "https://city.example:8443/",
            "https://[2a02::1]/",
            "https://8.8.8.8/",
            "https://100.128.0.1/",
            "https://198.20.0.1/",
            "https://[64:ff9b::808:808]/",
        ] {
            assert!(is_public_url(address), "{address}");
        }
        for address in [
            "http://city.example/",
            "https://127.0.0.1/",
            "https://localhost:8490/",
            "https://a.localhost./",
            "https://10.0.0.1/",
            "https://169.254.169.254/",
            "https://0.0.0.0/",
            "https://[::1]:8490/",
            "https://[::ffff:127.0.0.1]/",
            "https://[fd00::1]/",
            "https://[fe80::1]/",
            "https://[64:ff9b::7f00:1]/",
            "https://[2002:a00:1::]/",
            "https://100.64.0.1/",
            "https://198.19.255.255/",
            "https://0.1.2.3/",
            "https://240.0.0.1/",
            "https://somebody@localhost/",
            "https://somebody:secret@localhost/",
            "https://127.1/",
            "https://2130706433/",
            "https://0x7f000001/",
            "https:///",
        ] {
            assert!(!is_public_url(address), "{address}");
        }
    }
}
