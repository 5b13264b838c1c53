import Directory
import Foundation
import Lab
import TestSupport
import WizardTasks

extension ConsoleFixture {
    /// Adds a forest whose file is written from the lab's population, each record changed on its way.
    func addForest(
        _ name: String = "contoso.test",
        _ features: Set<LabFeature> = [],
        users: Int = 12,
        changing change: (LDIFRecord) -> LDIFRecord = { $0 }
    ) async throws {
        let path = try writeForest(name, features, users: users, changing: change)
        _ = try await AddForest(in: try await open()).run(name: name, source: .file(path))
    }

    /// Writes the file of a forest anew.
    @discardableResult
    func writeForest(
        _ name: String,
        _ features: Set<LabFeature>,
        users: Int = 12,
        changing change: (LDIFRecord) -> LDIFRecord = { $0 }
    ) throws -> String {
        let blueprint = ForestBlueprint(name: name, features: features)
        let population = Population(forest: blueprint, users: users, groups: 4, contacts: 3, computers: 3)
        let records =
            [blueprint.rootDSERecord()] + blueprint.frameRecords() + (try blueprint.schemaRecords())
            + population.records(for: .slapd).map(change)
        return try folder.write(LDIFWriter.write(records), to: name + ".ldif").path(percentEncoded: false)
    }

    /// A workspace with two forests whose schemas were read and which ran once, in staging mode.
    func synchronize(users: Int = 12, changing change: (LDIFRecord) -> LDIFRecord = { $0 }) async throws {
        try await addForest("contoso.test", users: users, changing: change)
        try await addForest("fabrikam.test", changing: change)
        let task = RefreshSchema(in: try await open())
        try await task.apply(try await task.prepare { _ in })
        _ = try await Synchronize(in: try await open()).run { _ in }
    }
}

extension LDIFRecord {
    /// The same with another value for an attribute.
    func replacing(_ name: AttributeName, with value: String) -> LDIFRecord {
        LDIFRecord(
            dn: dn,
            values: values.map { $0.name == name ? Value(name: name, bytes: Array(value.utf8)) : $0 },
            line: line
        )
    }

    /// The same with one more value.
    func adding(_ name: AttributeName, _ value: String) -> LDIFRecord {
        LDIFRecord(dn: dn, values: values + [Value(name: name, bytes: Array(value.utf8))], line: line)
    }
}
