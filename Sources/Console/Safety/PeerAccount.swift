import Foundation

/// Whose program is at the other end of a loopback connection, where the kernel tells.
///
/// A cookie does not know ports: a browser sends it to whatever listens on this machine. So a request has to come from
/// the account that the console runs under, or from root, who may do everything anyway.
struct PeerAccount: Sendable {
    /// Linux's table of IPv4 connections (proc_pid_net(5)).
    var table = "/proc/net/tcp"
    /// The account that this process runs under.
    var own: UInt32 = geteuid()

    /// Whether the connection from a port is known to be somebody else's.
    func isForeign(from peer: Int, to port: Int) -> Bool {
        guard let owner = owner(from: peer, to: port) else { return false }
        return owner != own && owner != 0
    }

    /// The account behind a connection; nothing where the kernel does not tell.
    private func owner(from peer: Int, to port: Int) -> UInt32? {
        guard let data = FileManager.default.contents(atPath: table) else { return nil }
        let (from, to) = (Self.hex(peer), Self.hex(port))
        for line in String(decoding: data, as: UTF8.self).split(separator: "\n").dropFirst() {
            // sl local_address rem_address st tx:rx tr:when retrnsmt uid …
            let words = line.split(separator: " ", maxSplits: 8)
            guard words.count > 7, words[1].hasSuffix(from), words[2].hasSuffix(to) else { continue }
            return UInt32(words[7])
        }
        return nil
    }

    private static func hex(_ port: Int) -> String {
        let digits = String(port, radix: 16, uppercase: true)
        return ":" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
