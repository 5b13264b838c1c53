import CloudTenant
import Foundation
import Testing

/// The service of a tenant, asked without a connection.
struct ServiceFixture {
    static let token = "a token of tests"

    let tenant: TenantFixture
    let service: TenantService

    init(faults: [Int: TenantFault] = [:]) throws {
        tenant = try TenantFixture(faults: faults)
        service = TenantService(tenant: tenant.tenant, base: "http://127.0.0.1:8091", token: Self.token)
    }

    func reply(
        _ method: String,
        _ target: String,
        body: String = "",
        token: String? = ServiceFixture.token
    ) async throws -> TenantReply {
        try await reply(method, target, bytes: Array(body.utf8), token: token)
    }

    func reply(
        _ method: String,
        _ target: String,
        bytes: [UInt8],
        token: String? = ServiceFixture.token
    ) async throws -> TenantReply {
        let headers = token.map { [TenantRequest.Pair(name: "Authorization", value: "Bearer \($0)")] } ?? []
        let request = try #require(
            TenantRequest(method: method, target: target, headers: headers, body: bytes),
            "\(target)"
        )
        return await service.reply(to: request)
    }

    /// An answer's status and its JSON.
    func get(_ target: String) async throws -> (status: Int, json: [String: JSONValue]) {
        guard case .response(let response) = try await reply("GET", target) else { return (0, [:]) }
        return (response.status, try JSONDecoder().decode([String: JSONValue].self, from: Data(response.body)))
    }

    /// One property of all objects of a collection, in order, over as many pages as there are.
    func list(_ target: String, _ property: String) async throws -> [String] {
        var found: [String] = []
        var next: String? = target
        while let page = next {
            let (status, json) = try await get(page)
            try #require(status == 200, "\(page): \(json)")
            found += (json["value"]?.list ?? []).map { $0[property]?.text ?? "null" }
            next = json["@odata.nextLink"]?.text.map { String($0.dropFirst("http://127.0.0.1:8091".count)) }
            try #require(found.count < 10_000)
        }
        return found
    }
}

/// JSON as tests look at it.
indirect enum JSONValue: Decodable, Equatable {
    case object([String: JSONValue])
    case array([JSONValue])
    case string(String)
    case number(Double)
    case flag(Bool)
    case null

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .flag(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    subscript(key: String) -> JSONValue? { if case .object(let members) = self { members[key] } else { nil } }
    var text: String? { if case .string(let text) = self { text } else { nil } }
    var list: [JSONValue]? { if case .array(let list) = self { list } else { nil } }
}
