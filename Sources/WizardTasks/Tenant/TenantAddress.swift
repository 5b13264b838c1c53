import Foundation

/// Where a tenant is served, and the file that holds its token.
public struct TenantAddress: Sendable, Hashable {
    /// Where the token lies unless it is said otherwise.
    public static let defaultTokenFile = ".dryad/tenant.token"

    /// The address, without a slash at its end.
    public let url: String
    /// The file whose first line is the token, relative to the workspace or absolute.
    public let tokenFile: String

    /// Names an address.
    public init(url: String, tokenFile: String = defaultTokenFile) {
        self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
        self.tokenFile = tokenFile
    }

    /// Why a text is no address that a token may be sent to; nothing where it is one.
    ///
    /// Without encryption the token goes to this machine alone.
    static func objection(to text: String) -> String? {
        guard let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty,
            ["http", "https"].contains(parts.scheme ?? "")
        else { return "\(text) is no address, such as http://127.0.0.1:8091/" }
        guard parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil,
            ["", "/"].contains(parts.path)
        else { return "the tenant's address has a host and a port, and nothing else" }
        let isHere = host == "localhost" || host == "::1" || host == "[::1]" || isLoopback(host)
        guard parts.scheme == "https" || isHere else {
            return "http is for this machine alone (127.0.0.1); the token would be readable on the way to \(host)"
        }
        return nil
    }

    private static func isLoopback(_ host: String) -> Bool {
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return numbers.count == 4 && numbers.allSatisfy { $0 != nil } && numbers.first == 127
    }
}
