import Directory
import Foundation
import Testing

@testable import SyncRules

@Suite("The options of a server")
struct ServerOptionsTests {
    private static func read(_ edits: [ServerFixture.Edit] = []) throws -> (ServerOptions, [ExchangeProblem]) {
        let result = ServerOptions.read(try ServerFixture("Active", edits).export)
        return (result.options, result.problems)
    }

    @Test("are read as the product writes them, without a word left over")
    func whole() throws {
        let (options, problems) = try Self.read()
        #expect(problems == [])
        #expect(options.isStaging == false && options.serverVersion == "2.0.0.0")
        #expect(options.sourceAnchor == "mS-DS-ConsistencyGuid" && options.userPrincipalName == "userPrincipalName")
        #expect(options.joinCriteria == "AlwaysProvision" && options.customJoinAttribute == nil)
        #expect(options.signInMethod == "PasswordHashSync" && options.hasSingleSignOn == false)
        #expect(
            options.featuresOn == [
                .hybridExchange, .deviceWriteUp, .groupWriteBack, .passwordHashSync, .directoryExtension,
            ]
        )
        #expect(options.isOn(.filterAAD) == false && options.isOn(.exchangeMailPublicFolder) == nil)
        #expect(
            options.writebackTargets == [
                WritebackTarget(
                    feature: .groupWriteBack,
                    forest: "orchard.example",
                    container: "OU=Written Back,DC=orchard,DC=example"
                )
            ]
        )
        #expect(options.stopsDeletions == true && options.deletionThreshold == 500)
        #expect(options.extensions.map(\.attribute) == ["employeeNumber", "department"])
        #expect(options.extensions.map(\.isEnabled) == [true, false])
        #expect(options.extensions.map(\.objectClass) == ["user", "group"])
        #expect(options.extensionNames.map(\.target) == ["extension_0f3c_employeeNumber"])
        #expect(options.filteredApplications == nil && options.excludedAttributes == nil)
        #expect(options.forests.map(\.forest) == ["meadow.example", "orchard.example"])
        #expect(options.forests.allSatisfy { $0.synchronizesPasswordHashes == true && $0.filteringGroup == nil })
    }

    @Test("are values that can be written and read again")
    func codable() throws {
        let (options, _) = try Self.read()
        let data = try JSONEncoder().encode(options)
        #expect(try JSONDecoder().decode(ServerOptions.self, from: data) == options)
    }

    private static let parameter = "type=\"string\" use=\"SynchronizationGlobal\" dataType=\"String\">"

    private static let mistakes: [(key: String, old: String, new: String, code: String)] = [
        ("Microsoft.Synchronize.StagingMode", "False", "Maybe", "unknownValue"),
        ("Microsoft.OptionalFeature.HybridExchange", "True", "On", "unknownValue"),
        ("Microsoft.OptionalFeature.ExportDeletionThresholdValue", "500", "-1", "unknownValue"),
        ("Microsoft.OptionalFeature.ExportDeletionThresholdValue", "500", "99999999999999999999", "unknownValue"),
        ("Microsoft.SynchronizationOption.AnchorAttribute", "mS-DS-ConsistencyGuid", "two words", "unknownValue"),
        ("Microsoft.SynchronizationOption.JoinCriteria", "AlwaysProvision", "Mail", "unknownWord"),
        (
            "Microsoft.OptionalFeature.DirectoryExtensionAttributes", "employeeNumber.user.String.True",
            "employeeNumber.user.True", "unknownValue"
        ),
        (
            "Microsoft.DirectoryExtension.SourceTargetAttributesMap", "employeeNumber.extension_0f3c_employeeNumber",
            "employeeNumber", "unknownValue"
        ),
        ("Microsoft.Synchronize.Novelty", "", "", "unknownParameter"),
    ]

    @Test("what is not understood is told with its key, and is no value", arguments: mistakes.indices)
    func mistake(_ index: Int) throws {
        let (key, old, new, code) = Self.mistakes[index]
        let edit =
            code == "unknownParameter"
            ? ServerFixture.Edit("name=\"Microsoft.Synchronize.TimeInterval\"", to: "name=\"\(key)\"")
            : ServerFixture.Edit("\"\(key)\" \(Self.parameter)\(old)", to: "\"\(key)\" \(Self.parameter)\(new)")
        let (options, problems) = try Self.read([edit])
        #expect(problems.map(\.code) == [code])
        #expect(problems.allSatisfy { $0.sentence.contains(key) })
        let (whole, _) = try Self.read()
        #expect((options == whole) == (code == "unknownParameter"))
    }

    @Test("empty values and missing ones say nothing; words and digits are the same")
    func empty() throws {
        let empty = ServerOptions.read(ServerExport.read([]))
        #expect(empty.problems == [] && empty.options == ServerOptions())
        for (text, flag) in [("1", true), ("0", false), ("TRUE", true), ("false", false)] {
            #expect(ServerOptions.flag(text) == flag)
        }
        #expect(ServerOptions.flag("yes") == nil)
    }

    @Test("every parameter that is read as an option is a known one, and no key is known twice")
    func table() {
        for feature in ServerFeature.allCases { #expect(ServerParameter.known(feature.key) != nil, "\(feature)") }
        #expect(Set(ServerParameter.known.map(\.key)).count == ServerParameter.known.count)
    }
}
