/// A request to the tenant's service, whatever carried it.
public struct TenantRequest: Sendable, Hashable {
    /// One pair of a query or one header.
    public struct Pair: Sendable, Hashable {
        /// The name; that of a header in small letters.
        public let name: String
        /// The value.
        public let value: String

        /// Makes a pair.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// `GET` or `POST`.
    public let method: String
    /// The parts of the path, without percent signs.
    public let path: [String]
    /// The query, in its order, without percent signs.
    public let query: [Pair]
    /// The headers, in their order.
    public let headers: [Pair]
    /// The body.
    public let body: [UInt8]

    /// Makes a request from parts.
    public init(method: String, path: [String], query: [Pair] = [], headers: [Pair] = [], body: [UInt8] = []) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers.map { Pair(name: $0.name.lowercased(), value: $0.value) }
        self.body = body
    }

    /// Reads a request whose target is as it stood in the request line; nothing where the target is none.
    public init?(method: String, target: String, headers: [Pair], body: [UInt8]) {
        let halves = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = halves.first, first.utf8.first == UInt8(ascii: "/") else { return nil }
        var path: [String] = []
        for part in first.split(separator: "/") {
            guard let text = PercentText.decoded(part) else { return nil }
            path.append(text)
        }
        var query: [Pair] = []
        for part in (halves.count > 1 ? halves[1] : "").split(separator: "&") {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = sides.first.flatMap({ PercentText.decoded($0, plusIsBlank: true) }),
                let value = PercentText.decoded(sides.count > 1 ? sides[1] : "", plusIsBlank: true)
            else { return nil }
            query.append(Pair(name: name, value: value))
        }
        self.init(method: method, path: path, query: query, headers: headers, body: body)
    }

    /// The path and the query as they stand in a request line.
    public var target: String {
        let path = "/" + self.path.map(PercentText.encoded).joined(separator: "/")
        return query.isEmpty ? path : path + "?" + Self.text(query)
    }

    /// The first header of a name, which is given in small letters.
    public func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

    /// A query as it stands in a link.
    static func text(_ query: [Pair]) -> String {
        query.map { PercentText.encoded($0.name) + "=" + PercentText.encoded($0.value) }.joined(separator: "&")
    }
}
