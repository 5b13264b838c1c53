import Foundation

/// Where a directory is: `ldap://host:port`, `ldaps://host:port` or `ldapi://%2Fpath` (RFC 4516; OpenLDAP for ldapi).
public struct LDAPURL: Sendable, Hashable, CustomStringConvertible {
    /// How the socket is reached and whether TLS comes first.
    public enum Scheme: String, Sendable, Hashable {
        /// TCP; StartTLS may follow.
        case ldap
        /// TLS from the first byte.
        case ldaps
        /// A Unix domain socket.
        case ldapi
    }

    /// The scheme.
    public let scheme: Scheme
    /// The host name or address without brackets; for `ldapi` the socket's path.
    public let host: String
    /// The port; 389 and 636 where none was given, 0 for `ldapi`.
    public let port: UInt16

    /// Makes a URL from its parts.
    public init(scheme: Scheme, host: String, port: UInt16? = nil) {
        self.scheme = scheme
        self.host = host
        self.port = port ?? Self.standardPort(scheme)
    }

    /// Reads a URL; nothing when it is malformed or names anything after the port but `/`.
    public init?(_ text: String) {
        guard let separator = text.range(of: "://"),
            let scheme = Scheme(rawValue: ASCII.lowercased(String(text[..<separator.lowerBound])))
        else { return nil }
        var rest = text[separator.upperBound...]
        if scheme == .ldapi {
            if rest.hasSuffix("/") { rest.removeLast() }
            guard let path = Self.percentDecoded(rest), path.hasPrefix("/"), Self.isPrintable(path) else { return nil }
            self.init(scheme: scheme, host: path)
            return
        }
        if rest.hasSuffix("/") { rest.removeLast() }
        guard !rest.isEmpty, !rest.contains("/"), !rest.contains("@"), !rest.contains("?") else { return nil }
        var portText: Substring?
        if rest.hasPrefix("[") {
            guard let close = rest.firstIndex(of: "]") else { return nil }
            let after = rest[rest.index(after: close)...]
            guard after.isEmpty || after.hasPrefix(":") else { return nil }
            portText = after.isEmpty ? nil : after.dropFirst()
            rest = rest[rest.index(after: rest.startIndex)..<close]
            guard rest.contains(":"), rest.utf8.allSatisfy({ ASCII.hexValue($0) != nil || $0 == 0x3A || $0 == 0x2E })
            else { return nil }
        } else if let colon = rest.lastIndex(of: ":") {
            portText = rest[rest.index(after: colon)...]
            rest = rest[..<colon]
            guard !rest.contains(":") else { return nil }
        }
        guard !rest.isEmpty, Self.isPrintable(rest), !rest.contains(where: { $0.isWhitespace || $0 == "%" }) else {
            return nil
        }
        if let portText {
            guard portText.utf8.allSatisfy(ASCII.isDigit), let port = UInt16(portText), port > 0 else { return nil }
            self.init(scheme: scheme, host: String(rest), port: port)
        } else {
            self.init(scheme: scheme, host: String(rest))
        }
    }

    /// The port that a scheme has where none is given.
    public static func standardPort(_ scheme: Scheme) -> UInt16 {
        switch scheme {
        case .ldap: 389
        case .ldaps: 636
        case .ldapi: 0
        }
    }

    /// Whether the host is this machine by its very address: `127.0.0.0/8`, `::1`, `localhost`, or a local socket.
    public var isLoopback: Bool {
        if scheme == .ldapi || host == "::1" || ASCII.lowercased(host) == "localhost" { return true }
        let octets = host.split(separator: ".", omittingEmptySubsequences: false)
            .map { $0.utf8.allSatisfy(ASCII.isDigit) ? UInt8($0) : nil }
        return octets.count == 4 && octets[0] == 127 && octets.allSatisfy { $0 != nil }
    }

    /// The URL; a standard port is left out.
    public var description: String {
        if scheme == .ldapi { return "ldapi://" + host.replacing("%", with: "%25").replacing("/", with: "%2F") }
        let shown = host.contains(":") ? "[\(host)]" : host
        return port == Self.standardPort(scheme)
            ? "\(scheme.rawValue)://\(shown)" : "\(scheme.rawValue)://\(shown):\(port)"
    }

    /// Whether the text holds no control character: a zero byte would end the name early for the C library.
    private static func isPrintable(_ text: some StringProtocol) -> Bool {
        text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
    }

    private static func percentDecoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(ASCII.hexValue), let low = rest.popFirst().flatMap(ASCII.hexValue)
            else { return nil }
            bytes.append(high << 4 | low)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
