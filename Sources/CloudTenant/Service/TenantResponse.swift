/// An answer of the tenant's service.
public struct TenantResponse: Sendable, Hashable {
    /// The status.
    public let status: Int
    /// The headers, their names in small letters; the length of the body is not among them.
    public let headers: [TenantRequest.Pair]
    /// The body.
    public let body: [UInt8]

    /// Makes an answer.
    public init(status: Int, headers: [TenantRequest.Pair] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers.map { TenantRequest.Pair(name: $0.name.lowercased(), value: $0.value) }
        self.body = body
    }

    /// The first header of a name, which is given in small letters.
    public func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

    static func json(
        _ value: JSONText,
        status: Int = 200,
        headers: [TenantRequest.Pair] = []
    ) -> TenantResponse { json(value.bytes, status: status, headers: headers) }

    static func json(
        _ bytes: [UInt8],
        status: Int = 200,
        headers: [TenantRequest.Pair] = []
    ) -> TenantResponse {
        let all = [TenantRequest.Pair(name: "content-type", value: "application/json; charset=utf-8")] + headers
        return TenantResponse(status: status, headers: all, body: bytes)
    }
}
