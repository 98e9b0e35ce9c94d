//! Which addresses the desk may call for an institution: what answers there is the institution's own, and never something
//! on the desk's machine or in its network.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether an address leads out of the desk's machine and network, as far as it says so itself, and encrypted.
pub(crate) fn is_public(address: &str) -> bool {
    let Some(rest) = address.strip_prefix("https://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = match authority.strip_prefix('[') {
        Some(bracketed) => bracketed.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    };
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    if let Ok(ip) = host.parse::<IpAddr>() {
        return match ip {
            IpAddr::V4(ip) => is_public_v4(ip),
            IpAddr::V6(ip) => is_public_v6(ip),
        };
    }
    let last = host.rsplit('.').next().unwrap_or_default();
    // Other spellings of an IPv4 address: `127.1`, `0x7f000001`, `2130706433`.
    let is_number = last.starts_with("0x") || last.bytes().all(|byte| byte.is_ascii_digit());
    !is_number && last != "localhost"
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    !(ip.is_loopback()
        || ip.is_private()
        || ip.is_link_local()
        || ip.is_unspecified()
        || ip.is_broadcast()
        || ip.is_multicast())
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    match ip.to_ipv4_mapped() {
        Some(ip) => is_public_v4(ip),
        None => {
            !(ip.is_loopback()
                || ip.is_unspecified()
                || ip.is_unique_local()
                || ip.is_unicast_link_local()
                || ip.is_multicast())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_to_the_desk_itself_or_into_its_network_is_not_public() {
        for address in [
            "https://city.example/v2/",
            "https://city.example:8443/",
            "https://[2a02::1]/",
            "https://8.8.8.8/",
        ] {
            assert!(is_public(address), "{address}");
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
            "https://127.1/",
            "https://2130706433/",
            "https://0x7f000001/",
            "https:///",
        ] {
            assert!(!is_public(address), "{address}");
        }
    }
}
