public import CloudTenant
public import Directory
import Foundation

/// What is read of a tenant behind an address.
public struct RemoteTenantReader: TenantReader {
    let transport: any TenantTransport

    /// The most pages that are read: beyond them the tenant does not stop giving out new ones.
    private static let mostPages = 10_000

    /// Reads over a transport.
    public init(_ transport: any TenantTransport) { self.transport = transport }

    /// What the tenant holds and how it is set up.
    public func summary() async throws -> TenantSummary {
        try await get(TenantSummary.self, ["state"], [])
    }

    /// Objects, of one class or of all, in the order of their source anchors, those without one last.
    public func descriptions(_ selection: TenantSelection, of objectClass: String?) async throws -> [TenantDescription]
    {
        var query = [TenantRequest.Pair(name: "selection", value: selection.word)]
        if let objectClass { query.append(.init(name: "class", value: objectClass)) }
        var found: [TenantDescription] = []
        var next: TenantDescription.Next?
        for _ in 0..<Self.mostPages {
            let anchor = next?.anchor.map { [TenantRequest.Pair(name: "afterAnchor", value: $0)] } ?? []
            let place = next.map { [TenantRequest.Pair(name: "after", value: $0.id)] + anchor } ?? []
            let page = try await get(TenantDescription.Page.self, ["objects"], query + place)
            found += page.objects
            next = page.next
            guard next != nil else { break }
        }
        return found
    }

    /// What a reader sees of the object with a source anchor; nothing where there is none.
    public func description(ofAnchor anchor: String) async throws -> TenantDescription? {
        let request = TenantRequest(method: "GET", path: ["dryad", "v1", "objects", anchor])
        let response = try await transport.send(request)
        return response.status == 404 ? nil : try Self.value(TenantDescription.self, response)
    }

    /// Synchronized objects behind a source anchor, ascending; an empty list where there are no more.
    public func synced(after anchor: String?) async throws -> [SyncedObject] {
        let place = anchor.map { [TenantRequest.Pair(name: "after", value: $0)] } ?? []
        return try await get(SyncedPage.self, ["synced"], place).objects.compactMap(\.self)
    }

    /// The synchronized objects with these source anchors, in their order; nothing for one that is not there.
    public func synced(_ anchors: [String]) async throws -> [SyncedObject?] {
        var found: [SyncedObject?] = []
        while found.count < anchors.count {
            let part = Array(anchors[found.count..<min(found.count + SyncedPage.most, anchors.count)])
            let answer = try Self.value(SyncedPage.self, try await transport.send(SyncedPage.request(for: part)))
            // Where objects are large the answer has the first ones alone.
            guard (1...part.count).contains(answer.objects.count) else {
                throw TenantExportError.unexpected(status: 200, message: "\(part.count) objects were asked for")
            }
            found += answer.objects
        }
        return found
    }

    /// Objects of a class that have changed behind a place, ascending by change; an empty list where there are no more.
    public func changes(
        of objectClass: AttributeName,
        after place: TenantRevision.Place
    ) async throws -> SyncedRevision.Page {
        var query = [TenantRequest.Pair(name: "class", value: objectClass.spelling)]
        query.append(.init(name: "revision", value: "\(place.revision)"))
        if let id = place.id { query.append(.init(name: "id", value: "\(id)")) }
        return try await get(SyncedRevision.Page.self, ["synced"], query)
    }

    /// Objects of a class that the cloud is the master of, behind an identity, ascending by it.
    public func ofCloud(_ objectClass: AttributeName, after id: TenantObjectID?) async throws -> CloudPage {
        let place = id.map { [TenantRequest.Pair(name: "after", value: "\($0)")] } ?? []
        let query = [TenantRequest.Pair(name: "class", value: objectClass.spelling)] + place
        do {
            return try await get(CloudPage.self, ["cloud"], query)
        } catch TenantExportError.unexpected(status: 404, message: _) {
            // Whoever asks has been answered before: it is a tenant.
            throw TenantExportError.earlierVersion
        }
    }

    private func get<Value: Decodable>(
        _ type: Value.Type,
        _ path: [String],
        _ query: [TenantRequest.Pair]
    ) async throws -> Value {
        let request = TenantRequest(method: "GET", path: ["dryad", "v1"] + path, query: query)
        return try Self.value(type, try await transport.send(request))
    }

    static func value<Value: Decodable>(_ type: Value.Type, _ response: TenantResponse) throws -> Value {
        guard response.status == 200 else { throw TenantExportError.response(response) }
        guard let value = try? JSONDecoder().decode(type, from: Data(response.body)) else {
            throw TenantExportError.unexpected(status: 200, message: "the answer is none of Dryad's tenant")
        }
        return value
    }
}
