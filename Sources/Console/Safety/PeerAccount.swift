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

    /// Whether the connection from a port is somebody else's; not where there is no table to look into.
    ///
    /// A table that changes while it is read may leave a line out, so it is read again where the connection is not in it.
    func isForeign(from peer: Int, to port: Int) -> Bool {
        for _ in 0..<3 {
            guard let bytes = content() else { return false }
            if let owner = owner(in: bytes, from: peer, to: port) { return owner != own && owner != 0 }
        }
        return true
    }

    /// The account that holds the other end; nothing where nobody does, or not any more.
    ///
    /// The table has a line for each connection of the machine: only those with the peer's port in them become text.
    private func owner(in table: Data, from peer: Int, to port: Int) -> UInt32? {
        let (from, to) = (Self.hex(peer), Self.hex(port))
        let (wanted, newline) = (Data((from + " ").utf8), Data("\n".utf8))
        var next = table.startIndex
        while let place = table.range(of: wanted, in: next..<table.endIndex) {
            let start = table.range(of: newline, options: .backwards, in: next..<place.lowerBound)?.upperBound ?? next
            let end = table.range(of: newline, in: place.upperBound..<table.endIndex)?.lowerBound ?? table.endIndex
            // sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode …
            let words = String(decoding: table[start..<end], as: UTF8.self).split(separator: " ", maxSplits: 10)
            if words.count > 9, words[1].hasSuffix(from), words[2].hasSuffix(to) {
                // What its process has closed belongs to nobody, and the table calls that root.
                return words[9] == "0" ? nil : UInt32(words[7])
            }
            next = end
        }
        return nil
    }

    /// The table as it is now, read to its end: its size is said to be nothing, and Foundation believes that.
    private func content() -> Data? {
        let descriptor = open(table, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = Data()
        var part = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = part.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count == -1, errno == EINTR { continue }
            guard count >= 0 else { return nil }
            if count == 0 { return bytes }
            bytes.append(contentsOf: part[..<count])
        }
    }

    private static func hex(_ port: Int) -> String {
        let digits = String(port, radix: 16, uppercase: true)
        return ":" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
