import Directory
import Foundation
import TestSupport
import Testing

@testable import Lab

/// The files of the demonstration without servers are the lab's forests, small; `DRYAD_RECORD=1` writes them anew.
@Suite("The forests as files")
struct OfflineForestTests {
    @Test(
        "Fixtures/Offline holds what the lab makes",
        arguments: [
            ("contoso.before", "contoso.test", []), ("contoso.after", "contoso.test", [.device]),
            ("fabrikam.before", "fabrikam.test", []), ("fabrikam.after", "fabrikam.test", [.exchange]),
        ] as [(String, String, Set<LabFeature>)]
    )
    func current(_ file: String, _ name: String, _ features: Set<LabFeature>) throws {
        let forest = ForestBlueprint(name: name, features: features)
        let population = Population(forest: forest, users: 12, groups: 4, contacts: 3, computers: 3)
        var records =
            [forest.rootDSERecord()] + forest.frameRecords() + (try forest.schemaRecords())
            + population.records(for: .slapd)
        if features.contains(.exchange) {
            let changes = Dictionary(population.exchangeChanges().map { ($0.dn, $0.values) }) { first, _ in first }
            records = records.map { $0.adding(changes[$0.dn] ?? []) }
        }
        // An empty line ends the last record too, as servers write their files: one without could have been cut there.
        try GoldenFile("../Offline/\(file).ldif").compare(LDIFWriter.write(records) + "\n")
    }
}
