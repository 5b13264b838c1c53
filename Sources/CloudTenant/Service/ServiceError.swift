/// Why the tenant's service does not do what a request asks, in the shape in which Graph says it.
struct ServiceError: Error, Hashable {
    let status: Int
    /// Graph's word, such as `Request_ResourceNotFound`.
    let code: String
    let message: String
    var retryAfter: Int64?

    init(_ status: Int, _ code: String, _ message: String, retryAfter: Int64? = nil) {
        self.status = status
        self.code = code
        self.message = message
        self.retryAfter = retryAfter
    }

    static func badRequest(_ message: String) -> ServiceError { ServiceError(400, "Request_BadRequest", message) }

    static func unsupported(_ message: String) -> ServiceError {
        ServiceError(400, "Request_UnsupportedQuery", message)
    }

    static func missing(_ what: String) -> ServiceError {
        ServiceError(404, "Request_ResourceNotFound", "Resource '\(what)' does not exist.")
    }

    /// Headers by which a client knows that the tenant's own clock is meant, and that moving it on is enough.
    static let simulated = TenantRequest.Pair(name: "dryad-simulated-clock", value: "true")

    func response(at now: TenantInstant) -> TenantResponse {
        var headers: [TenantRequest.Pair] = []
        if let retryAfter { headers = [.init(name: "retry-after", value: "\(retryAfter)"), Self.simulated] }
        if status == 401 { headers.append(.init(name: "www-authenticate", value: "Bearer")) }
        let body: JSONText = .members([
            "error": .members([
                "code": .string(code), "message": .string(message),
                "innerError": .members(["date": .string("\(now)")]),
            ])
        ])
        return .json(body, status: status, headers: headers)
    }
}
