public import CloudTenant
import Foundation

extension RemoteTenantReader {
    /// The objects that a question means, and how many there are.
    public func find(_ question: TenantQuestion) async throws -> FoundObject.Answer {
        try await Self.value(FoundObject.Answer.self, ask("lookups", Array(try JSONEncoder().encode(question))))
    }

    /// What the tenant would say to changes, one after another; nothing of it is kept.
    ///
    /// Each change has a name, and there are at most as many as a batch has.
    public func rehearse(_ changes: PackedChanges) async throws -> [TenantVerdict] {
        var batches = BatchWriter(changes.table)
        let body = batches.request(changes, by: nil).body
        let response = try await ask("rehearsals", body)
        guard response.status != 413 else { throw TenantExportError.tooLarge(bytes: body.count) }
        guard response.status == 200 else { throw TenantExportError.response(response) }
        guard let answer = ExchangeReader.answer(response.body, expecting: changes.count) else {
            throw TenantExportError.unexpected(status: 200, message: "the answer is none of Dryad's tenant")
        }
        return answer.verdicts
    }

    private func ask(_ what: String, _ body: [UInt8]) async throws -> TenantResponse {
        try await transport.send(
            TenantRequest(
                method: "POST",
                path: ["dryad", "v1", what],
                headers: [.init(name: "content-type", value: "application/json")],
                body: body
            )
        )
    }
}
