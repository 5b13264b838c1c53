import Foundation
import TestSupport
import Testing

@testable import SyncRules

@Suite("Two servers are compared by what they do")
struct ServerExportDiffTests {
    typealias Edit = ServerFixture.Edit

    private static func diff(_ edits: [Edit], without part: String? = nil) throws -> ServerExportDiff {
        var staging = try ServerFixture("Staging", edits)
        if let part { staging.remove(part) }
        return ServerExportDiff(from: try ServerFixture("Active").export, to: staging.export)
    }

    @Test("other GUIDs, letters, order, cookies, times, accounts and numbers are no difference, nor is staging mode")
    func equal() throws {
        let diff = try Self.diff([])
        #expect(diff.lines == [] && diff.isEmpty && diff.isComplete, "\(diff.gaps)")
        #expect(diff.connectors == ["meadow.example", "orchard.example", "tenant"])
        #expect(diff.roles.verdict == .asIntended && diff.roles.from == .active && diff.roles.to == .staging)
        #expect(diff.renumbered.count == 4)
        #expect(diff.own.contains("cookie") == false && diff.own.contains("custom-data/water-mark"))
        #expect(diff.own.contains("Microsoft.Synchronize.NextStartTime"))
    }

    @Test("an export and itself are equal, whoever exports", arguments: ["Active", "Staging"])
    func itself(_ server: String) throws {
        let export = try ServerFixture(server).export
        let diff = ServerExportDiff(from: export, to: export)
        #expect(diff.isEmpty && diff.isComplete && diff.roles.verdict == .same && diff.own == [])
    }

    private static let orchard = "<name>ORCHARD.EXAMPLE</name>"
    private static let meadow = "<name>MEADOW.EXAMPLE</name>"
    private static let tenant = "<category>Extensible2</category>"
    private static let join = "In from Orchard - User Join"
    private static let common = "In from Orchard - User Common"

    static let cases: [([Edit], [String])] = [
        ([Edit("ORCHARD-SYNC2", to: "orchard-sync1")], ["staging staging mode: False > True"]),
        (
            [Edit(orchard, "<selected>0</selected>", to: "<selected>1</selected>")],
            ["filters DC=NORTH,DC=ORCHARD,DC=EXAMPLE: not selected > selected"]
        ),
        (
            [Edit(orchard, "<inclusion>OU=Trees,", to: "<inclusion>OU=Stones,")],
            [
                "filters OU=Stones,DC=orchard,DC=example: - > included",
                "filters OU=Trees,DC=orchard,DC=example: included > -",
            ]
        ),
        (
            [Edit(orchard, "<exclusion>DC=orchard", to: "<exclusion>OU=Trees,DC=orchard")],
            [
                "filters DC=orchard,DC=example: excluded > -",
                "filters OU=Trees,DC=orchard,DC=example: included > included and excluded",
            ]
        ),
        (
            [Edit(meadow, "<object-class>user</object-class>", to: "<object-class>contact</object-class>")],
            ["filters contact: - > read", "filters user: read > -"]
        ),
        (
            [
                Edit(
                    meadow,
                    "GroupFilteringGroupDn\" type=\"string\" use=\"global\" dataType=\"String\" />",
                    to: "GroupFilteringGroupDn\" type=\"string\">CN=Pilot,DC=meadow,DC=example</parameter>"
                )
            ],
            ["filters group that is filtered by: - > CN=Pilot,DC=meadow,DC=example"]
        ),
        ([Edit(">500</parameter>", to: ">5000</parameter>")], ["deletions deletions that stop an export: 500 > 5000"]),
        (
            [Edit("ms-DS-consistencyGUID", to: "objectGUID")],
            ["signIn source anchor: mS-DS-ConsistencyGuid > objectGUID"]
        ),
        (
            [Edit(">PasswordHashSync<", to: ">NotConfigured<")],
            ["signIn sign-in method: PasswordHashSync > NotConfigured"]
        ),
        (
            [Edit(meadow, "<enabled>1</enabled>", to: "<enabled>0</enabled>")],
            ["signIn password hash synchronization: 1 > 0"]
        ),
        ([Edit(join, "\"Press\"", to: "\"press\"")], ["rules \(join) modified: flow accountName"]),
        ([Edit(join, "ISBITNOTSET", to: "ISBITSET")], ["rules \(join) modified: scope"]),
        (
            [Edit(join, "<ilmAttribute>sourceSid<", to: "<ilmAttribute>sourceAnchor<")],
            ["rules \(join) modified: join 1"]
        ),
        ([Edit(common, "<disabled>False<", to: "<disabled>True<")], ["rules \(common) modified: disabled"]),
        (
            [Edit(common, "Interval>00:00:00<", to: "Interval>00:00:09<")],
            ["rules \(common) modified: time of a soft delete"]
        ),
        (
            [Edit(common, "<precedence>111<", to: "<precedence>113<")],
            ["order In from Orchard - User Common < In from Meadow - User Common: department, mail"]
        ),
        (
            [Edit("<name>\(common)", to: "<name>\(common) 2")],
            ["rules \(common) 2 added: ", "rules \(common) removed: "]
        ),
        (
            [Edit("<name>Out to", "\"{", to: "\"{0")],
            ["rules Out to Tenant - User Join modified: flow mail"]
        ),
        (
            [
                Edit(
                    "GroupWriteBack\" type=\"string\" use=\"SynchronizationGlobal\" dataType=\"String\">True",
                    to: "GroupWriteBack\">False"
                )
            ],
            ["features group writeback: True > False"]
        ),
        (
            [Edit("employeeNumber.user.String.True", to: "employeeNumber.user.String.False")],
            [
                "features extension attributes: employeeNumber.user.String.True,department.group.String.False"
                    + " > department.group.String.False,employeeNumber.user.String.False"
            ]
        ),
        (
            [Edit(meadow, "<attribute>department</attribute>", to: "<attribute>title</attribute>")],
            ["attributes department: read > -", "attributes title: - > read"]
        ),
        (
            [Edit(meadow, "<page-size>500<", to: "<page-size>100<")],
            ["runs Export, step 1, custom-data/adma-step-data/page-size: 500 > 100"]
        ),
        (
            [Edit(meadow, "<name>Delta Import</name>", to: "<name>Delta</name>")],
            [
                "runs Delta: - > delta-import of dc=meadow,dc=example",
                "runs Delta Import: delta-import of dc=meadow,dc=example > -",
            ]
        ),
        ([Edit(">00:30:00<", to: ">03:00:00<")], ["options time between runs: 00:30:00 > 03:00:00"]),
        (
            [
                Edit(
                    "<parameter-values>\n    <parameter name=\"Microsoft.System",
                    to:
                        "<parameter-values>\n<parameter name=\"Novel\">Yes</parameter><parameter name=\"Microsoft.System"
                )
            ],
            ["options Novel: - > Yes"]
        ),
        (
            [Edit("<password-change-history-size>24", to: "<password-change-history-size>12")],
            ["options password-change-history-size: 24 > 12"]
        ),
        (
            [Edit(meadow, "<retry-interval>60<", to: "<retry-interval>90<")],
            ["connections password-sync/retry-interval: 60 > 90"]
        ),
        (
            [Edit(tenant, "@orchard.onmicrosoft.example", to: "@other.onmicrosoft.example")],
            ["connections account: "]
        ),
        (
            [Edit(tenant, "<oc-value>user<", to: "<oc-value>group<")],
            ["connections primary_class_mappings/mapping: "]
        ),
        (
            [
                Edit(
                    meadow,
                    "single-value=\"true\"><name>employeeNumber",
                    to: "single-value=\"false\"><name>employeeNumber"
                )
            ],
            ["schema meadow.example employeeNumber modified"]
        ),
        (
            [Edit("saved-mv", "<dsml:name>usageLocation<", to: "<dsml:name>country<")],
            [
                "schema metaverse person modified", "schema metaverse country added",
                "schema metaverse usageLocation removed",
            ]
        ),
    ]

    @Test("one difference of each kind, and nothing besides", arguments: cases.indices)
    func different(_ index: Int) throws {
        let (edits, expected) = Self.cases[index]
        let diff = try Self.diff(edits)
        let lines = diff.lines.sorted()
        #expect(diff.isComplete && !diff.isEmpty, "\(diff.gaps)")
        #expect(lines.count == expected.count, "\(lines)")
        for (line, wanted) in zip(lines, expected.sorted()) {
            #expect(wanted.hasSuffix(": ") ? line.hasPrefix(wanted) : line == wanted)
        }
    }

    @Test("what matters first stands first")
    func order() throws {
        let diff = try Self.diff(Self.cases.prefix(10).flatMap(\.0) + [Edit(">00:30:00<", to: ">03:00:00<")])
        let areas = diff.changes.map(\.area)
        #expect(areas == areas.sorted() && areas.first == .staging && areas.last == .options)
    }

    @Test("a forest that one server does not have, and one that two connectors read")
    func connectors() throws {
        let alone = try Self.diff([Edit("MEADOW.EXAMPLE</parameter>", to: "heath.example</parameter>")])
        #expect(alone.changes.filter { $0.kind == .connector }.map(\.subject) == ["heath.example", "meadow.example"])
        #expect(alone.isComplete && alone.rules == [], "the rules of a forest go with it")

        var twice = try ServerFixture("Staging")
        let connector = try #require(
            twice.files.first { String(decoding: $0.bytes, as: UTF8.self).contains(Self.meadow) }
        )
        let copy = String(decoding: connector.bytes, as: UTF8.self).replacing("<id>{", with: "<id>{0")
        twice.add("Connectors/copy.xml", copy)
        let undecided = ServerExportDiff(from: try ServerFixture("Active").export, to: twice.export)
        #expect(!undecided.isComplete && undecided.connectors == ["orchard.example", "tenant"])
        #expect(undecided.gaps.count { $0.sentence.contains("meadow.example") || $0.sentence.contains("MEADOW") } == 3)
    }

    @Test("a forest is told by its domains where a connector does not name it")
    func domains() throws {
        let nameless = ["Forest.FQDN", "forest-name"].map {
            Edit(Self.meadow, "name=\"\($0)\"", to: "name=\"x.\($0)\"")
        }
        #expect(try Self.diff(nameless).connectors.contains("meadow.example"))
    }

    @Test(
        "what was not read whole is never equal",
        arguments: ["Connectors", "GlobalSettings", "SynchronizationRules"]
    )
    func missing(_ part: String) throws {
        let diff = try Self.diff([], without: part)
        #expect(!diff.isComplete && diff.gaps.contains { $0.side == .to })
        #expect(!ServerExportDiff(from: ServerExport.read([]), to: ServerExport.read([])).isComplete)
    }

    @Test("a file that was cut, a rule with an unknown element, a definition that cannot be read: not compared whole")
    func partial() throws {
        for edit in [
            Edit(Self.join, "<version>1</version>", to: "<version>1</version><novelty>1</novelty>"),
            Edit(Self.join, "<direction>Inbound</direction>", to: ""),
            Edit(Self.meadow, "ref=\"#A", to: "ref=\"#B"),
            Edit("</saved-mv-configuration>", to: ""),
        ] {
            let diff = try Self.diff([edit])
            #expect(diff.gaps.count >= 1 && diff.gaps.allSatisfy { $0.side == .to }, "\(edit)")
        }
    }

    @Test("two active servers are told, and are no difference")
    func roles() throws {
        let active = try Self.diff([
            Edit(
                "StagingMode\" type=\"string\" use=\"SynchronizationGlobal\" dataType=\"String\">True",
                to: "StagingMode\">false"
            )
        ])
        #expect(active.roles.verdict == .bothActive && active.isEmpty)
        let unknown = try Self.diff([Edit("Synchronize.StagingMode", to: "Synchronize.Staging")])
        #expect(unknown.roles.verdict == .differs && unknown.changes.first?.area == .staging)
    }
}
