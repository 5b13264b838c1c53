import Foundation

/// What somebody who explains an object asks over the batch API: whether the tenant has it, and what it would say of changes.
///
/// Nothing of the tenant changes by it.
struct LookupService {
    let tenant: Tenant

    /// Answers who is meant by a question.
    func find(_ body: [UInt8]) async throws -> TenantResponse {
        // What is no object of JSON is told with its place.
        _ = try ExportBatch.object(reading: body)
        let wish = (try? JSONDecoder().decode(TenantQuestion.self, from: Data(body))).flatMap {
            $0.isBounded ? $0 : nil
        }
        guard let question = wish else {
            throw ServiceError.badRequest(
                "A question has anchors (a list of texts) and names (a list of attributes and a text each), at most "
                    + "\(TenantQuestion.most) of each, and perhaps an id and holding; texts have at most "
                    + "\(TenantQuestion.longest) bytes."
            )
        }
        let found = try await tenant.find(question)
        let table = tenant.store.table
        let answer = FoundObject.Answer(
            objects: found.prefix(FoundObject.most).map { FoundObject($0, table: table) },
            count: found.count
        )
        return .json(try ExchangeText.encode(answer))
    }

    /// Answers what would become of changes, one after another.
    func rehearse(_ batch: ExportBatch) async throws -> TenantResponse {
        .json(ExchangeText.answer(try await tenant.rehearse(batch.changes), nil))
    }
}
