import Directory

/// Where the pages of an answer go on.
struct GraphLinks: Sendable {
    let base: String
    let path: [String]
    let query: [TenantRequest.Pair]

    /// What an answer says about itself.
    var context: String { "\(base)/v1.0/$metadata#\(path.first ?? "")" }

    /// The same query with a token in place of those it had.
    func link(_ name: String, _ token: String) -> String {
        let kept = query.filter { !["$skiptoken", "$deltatoken"].contains(ASCII.lowercased($0.name)) }
        let request = TenantRequest(
            method: "GET",
            path: ["v1.0"] + path,
            query: kept + [.init(name: name, value: token)]
        )
        return base + request.target
    }

    /// The link to the next page.
    func next(_ token: String) -> JSONText.Member {
        JSONText.Member(key: "@odata.nextLink", value: .string(link("$skiptoken", token)))
    }

    /// A token's parts behind its letter; an error where it is none of ours.
    static func parts(_ token: String, _ letter: String, _ count: Int) throws(ServiceError) -> [String]? {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false).map { String($0) }
        guard let first = parts.first, ["p", "o", "i", "d"].contains(first) else { throw invalid }
        guard first == letter else { return nil }
        guard parts.count == count + 1 else { throw invalid }
        return Array(parts.dropFirst())
    }

    static let invalid = ServiceError(400, "Directory_ExpiredPageToken", "The page token is none that was given out.")
}
