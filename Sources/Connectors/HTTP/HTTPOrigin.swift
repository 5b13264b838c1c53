import Foundation

/// Where a service of HTTP is: what its address says, taken apart once.
struct HTTPOrigin: Sendable, Hashable {
    /// The host by name or number, without brackets.
    let host: String
    let port: Int
    let isEncrypted: Bool
    /// What stands before the path of each request; empty where the service is at the root.
    let path: String
    /// Host and port as they stand in a request.
    let authority: String
    /// The address in words.
    let text: String

    /// Reads an address without a slash at its end; nothing where it is none of HTTP.
    init?(_ text: String) {
        guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
            scheme == "http" || scheme == "https", let host = parts.host, !host.isEmpty, parts.user == nil,
            parts.query == nil, parts.fragment == nil
        else { return nil }
        isEncrypted = scheme == "https"
        self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        port = parts.port ?? (isEncrypted ? 443 : 80)
        guard (1...65_535).contains(port) else { return nil }
        path = parts.percentEncodedPath
        let name = self.host.contains(":") ? "[\(self.host)]" : self.host
        authority = port == (isEncrypted ? 443 : 80) ? name : "\(name):\(port)"
        self.text = text
    }
}
