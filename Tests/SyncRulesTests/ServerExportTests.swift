import Foundation
import TestSupport
import Testing

@testable import SyncRules

@Suite("An exported server configuration")
struct ServerExportTests {
    private static let ruleFile = "SynchronizationRules/SynchronizationRule_{2f0a7c11-90b4-4d3e-8a55-0c6f1e2d3b40}.xml"
    private static let connectorFile = "Connectors/Connector_{0b5c7e1a-93d4-4f2e-8a61-2d7f0c9b1e34}.xml"

    private func file(_ name: String) throws -> ServerExport.File {
        let bytes = Array(try Data(contentsOf: Fixture.root.appending(path: "Rules/Export/\(name)")))
        return ServerExport.File(name: name, bytes: bytes)
    }

    private func files() throws -> [ServerExport.File] {
        try [Self.ruleFile, Self.connectorFile, "GlobalSettings/MV.xml"].map(file)
    }

    @Test("its rules, connectors and options are read, and nothing is left over")
    func whole() throws {
        let export = ServerExport.read(try files())
        #expect(export.problems == [])
        let rule = try #require(export.rules.first)
        #expect(rule.isDisabled && !rule.isStandard && rule.synchronizesPasswords && rule.precedence == 42)
        #expect(rule.mappings.map(\.kind) == [.direct, .constant, .expression, .expression])
        #expect(rule.mappings.map(\.isOnce) == [false, true, false, false])
        #expect(rule.mappings[2].reads == ["mail", "cn", "treeCount"] && rule.mappings[3].reads == ["helpers"])
        #expect(rule.mappings[2].expression?.hasPrefix("\n      IIF(IsPresent([mail]) && [treeCount]> 3,") == true)
        #expect(rule.joins.map(\.count) == [2, 1] && rule.joins[0][0].isCaseSensitive)
        #expect(rule.scope.map(\.count) == [2, 1] && rule.scope[0][1].comparison == .isBitNotSet)
        let connector = try #require(export.connectors.first)
        #expect(connector.identifier == rule.connector && !connector.isTenant)
        #expect(connector.partitions.map(\.inclusions) == [["OU=Trees,DC=orchard,DC=example"]])
        #expect(
            connector.ruleParameters["Domain.FQDN"] == "orchard.example" && connector.ruleParameters["cookie"] == nil
        )
        #expect(connector.parameters == ["Forest.FQDN": "orchard.example"])
        #expect(connector.runProfiles.map(\.steps) == [["full-import"]])
        #expect(export.globalParameters["Microsoft.OptionalFeature.HybridExchange"] == "True")
        #expect(export.globalParameters["secret"] == nil)
    }

    @Test("a rule is written as it was read, byte for byte, by the writer itself")
    func bytes() throws {
        let source = try file(Self.ruleFile).bytes
        let rule = try #require(RuleDocumentReader.read(source, file: "").rule)
        #expect(Array(RuleDocumentWriter.write(rule).utf8) == source)
        #expect(Self.ruleFile.hasSuffix(RuleDocumentWriter.fileName(rule)))
    }

    @Test("a file in another layout stays as it is while its rule does, and is written anew when it does not")
    func layout() throws {
        let source = Array(
            String(decoding: try file(Self.ruleFile).bytes, as: UTF8.self).replacing("\n  <", with: "\r\n<").utf8
        )
        let export = ServerExport.read([ServerExport.File(name: Self.ruleFile, bytes: source)])
        var rule = try #require(export.rules.first)
        #expect(export.document(of: rule) == source)
        rule.precedence = 43
        #expect(
            String(decoding: export.document(of: rule), as: UTF8.self).contains("\n  <precedence>43</precedence>\n")
        )
    }

    @Test("every file that was cut is refused", arguments: [ruleFile, connectorFile])
    func truncation(_ name: String) throws {
        let bytes = try file(name).bytes
        for length in 0..<bytes.count {
            let export = ServerExport.read([ServerExport.File(name: name, bytes: Array(bytes[..<length]))])
            #expect(export.rules.isEmpty && export.connectors.isEmpty)
            #expect(export.problems.contains { $0.severity == .error }, "cut at \(length)")
        }
    }

    @Test(
        "what is wrong is told with its line, all of it, and the rule is left out",
        arguments: [
            ("<csOperator>EQUAL<", "<csOperator>SAMEAS<", ["unknownOperator"]),
            ("<linkType>Provision<", "<linkType>Glue<", ["unknownWord"]),
            ("<precedence>42<", "<precedence>first<", ["noNumber"]),
            ("<name>In from Orchard - Gardener Join<", "<name><", ["missingElement"]),
            ("<dest>displayName<", "<dest><", ["missingElement"]),
            ("<valueMergeType>MergeCaseInsensitive<", "<valueMergeType>Shake<", ["unknownWord"]),
            ("<direction>Inbound</direction>", "", ["missingElement"]),
        ]
    )
    func mistakes(_ text: String, _ other: String, _ codes: [String]) throws {
        let source = String(decoding: try file(Self.ruleFile).bytes, as: UTF8.self)
        let bytes = Array(source.replacing(text, with: other).utf8)
        let (rule, problems) = RuleDocumentReader.read(bytes, file: "rule.xml")
        #expect(rule == nil && problems.map(\.code) == codes)
        #expect(problems.allSatisfy { $0.line ?? 0 >= 1 && $0.file == "rule.xml" && !$0.sentence.isEmpty })
    }

    @Test(
        "what older and newer versions write is taken: absent switches, 1 for true, ISNOTBITSET; the unknown is reported"
    )
    func variants() throws {
        let source = String(decoding: try file(Self.ruleFile).bytes, as: UTF8.self)
            .replacing("  <disabled>True</disabled>\n", with: "").replacing("ISBITNOTSET", with: "ISNOTBITSET")
            .replacing("<EnablePasswordSync>true<", with: "<EnablePasswordSync>1<")
            .replacing("<version>1</version>", with: "<version>1</version><novelty>x</novelty>")
        let (rule, problems) = RuleDocumentReader.read(Array(source.utf8), file: "")
        #expect(rule?.isDisabled == false && rule?.synchronizesPasswords == true)
        #expect(rule?.scope[0][1].comparison == .isBitNotSet)
        #expect(problems.map(\.code) == ["unknownElement"] && problems.first?.severity == .warning)
    }

    @Test("what connectors list and what rules use are held against each other")
    func inclusion() throws {
        var all = try files()
        all[1] = ServerExport.File(
            name: all[1].name,
            bytes: Array(
                String(decoding: all[1].bytes, as: UTF8.self)
                    .replacing("<attribute>helpers</attribute>", with: "<attribute>unused</attribute>").utf8
            )
        )
        #expect(ServerExport.read(all).problems.map(\.code) == ["listedAndUnused", "usedAndNotListed"])
        #expect(ServerExport.read([all[0]]).problems == [])
        #expect(ServerExport.read([all[0], try file("GlobalSettings/MV.xml")]).problems == [])
    }

    @Test("whatever a rule says, it is read as it was written", arguments: SeededGenerator.seeds(20))
    func roundTrip(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let alphabet = Array("ab<>&'\"]\r\n é😀\t")
        func text() -> String {
            "x"
                + String(
                    (0..<Int.random(in: 0...6, using: &generator)).map { _ in
                        alphabet.randomElement(using: &generator) ?? "a"
                    }
                )
        }
        for _ in 0..<30 {
            var rule = PortableRule(
                name: text(),
                direction: .outbound,
                connector: "b891884f-051e-4a83-95af-2544101c9083",
                sourceObjectType: text(),
                targetObjectType: "*",
                link: .stickyJoin,
                precedence: Int.random(in: -5...9_999, using: &generator)
            )
            rule.identifier = "2f0a7c11-90b4-4d3e-8a55-0c6f1e2d3b40"
            rule.internalIdentifier = rule.identifier
            rule.description = text()
            rule.mappings = [
                PortableMapping(destination: text(), sources: [text()], merge: .replace),
                PortableMapping(destination: text(), constant: text(), isOnce: true),
                PortableMapping(destination: text(), sources: [text(), text()], expression: text(), merge: .merge),
            ]
            rule.scope = [[.init(attribute: text(), comparison: .isIn, value: text())], []]
            rule.joins = [[.init(connectorAttribute: text(), metaverseAttribute: text(), isCaseSensitive: true)]]
            let written = Array(RuleDocumentWriter.write(rule).utf8)
            #expect(
                RuleDocumentReader.read(written, file: "").rule == rule,
                "\(String(decoding: written, as: UTF8.self))"
            )
        }
    }

    @Test("a rule does the same in every form that can say it")
    func forms() throws {
        let rules = ServerExport.read([try file(Self.ruleFile)]).rules
        let script = Array(PowerShellRules.write(rules).utf8)
        let (yaml, _) = DscRules.write(rules, file: "rules.yaml")
        for (name, bytes) in [("rules.ps1", script), ("rules.yaml", Array(yaml.utf8))] {
            let read = ServerExport.read([ServerExport.File(name: name, bytes: bytes)])
            #expect(!read.problems.contains { $0.severity == .error })
            let diff = PortableRuleDiff(from: rules, to: read.rules)
            #expect(diff.changes == [] && read.rules.count == 1, "\(name)")
        }
    }
}
