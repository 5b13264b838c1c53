import MarkupReading
import TestSupport
import Testing

@testable import SyncRules

@Suite("Comparing servers, whatever their exports say")
struct ServerExportDiffPropertyTests {
    @Test("the order of files and of elements makes no difference", arguments: SeededGenerator.seeds(8))
    func order(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let edits = ServerExportDiffTests.cases.flatMap(\.0).shuffled(using: &generator).prefix(4)
        let active = try ServerFixture("Active").export
        let staging = try ServerFixture("Staging", Array(edits.prefix(1)))
        var shuffled = staging
        for index in shuffled.files.indices {
            shuffled.replace(index, try Self.shuffled(shuffled.files[index].bytes, &generator))
        }
        shuffled.shuffle(using: &generator)
        #expect(
            ServerExportDiff(from: active, to: shuffled.export) == ServerExportDiff(from: active, to: staging.export)
        )
    }

    @Test(
        "seen from the other server every difference is the other way round",
        arguments: ServerExportDiffTests.cases.indices
    )
    func symmetry(_ index: Int) throws {
        let (active, staging) = (
            try ServerFixture("Active").export,
            try ServerFixture("Staging", ServerExportDiffTests.cases[index].0).export
        )
        let (there, back) = (ServerExportDiff(from: active, to: staging), ServerExportDiff(from: staging, to: active))
        func values(_ diff: ServerExportDiff) -> [[String?]] {
            diff.changes.filter { $0.kind != .container && $0.kind != .runProfile && $0.kind != .partition }
                .map { [$0.area.rawValue, $0.connector, $0.subject, $0.from, $0.to] }
        }
        #expect(Set(values(there)) == Set(values(back).map { [$0[0], $0[1], $0[2], $0[4], $0[3]] }))
        #expect(there.changes.count == back.changes.count && there.rules.count == back.rules.count)
        #expect(there.reordered.count == back.reordered.count && there.schemas.count == back.schemas.count)
        #expect(there.own == back.own && there.renumbered == back.renumbered)
    }

    @Test("every value is compared but for those that are listed here")
    func everything() throws {
        let active = try ServerFixture("Active").export
        let staging = try ServerFixture("Staging")
        var (seen, silent): (Set<String>, Set<String>) = ([], [])
        for index in staging.files.indices {
            let root = try MarkupTree.read(staging.files[index].bytes)
            for (path, place) in Self.values(root) where seen.insert(path).inserted {
                var changed = staging
                changed.replace(index, Self.text(root, changing: place))
                let diff = ServerExportDiff(from: active, to: changed.export)
                if diff.isEmpty, diff.isComplete { silent.insert(path) }
            }
        }
        #expect(seen.count > 190, "\(seen.count)")
        #expect(silent == Self.silent, "\(silent.symmetricDifference(Self.silent).sorted())")
    }

    private static let silent: Set<String> = Set(
        [
            // Identifiers, which are another on every server.
            "/ma-data/ma-partition-data/partition/id", "/ma-data/ma-run-data/run-configuration/id",
            "/ma-data/ma-partition-data/partition/custom-data/adma-partition-data/guid", "/synchronizationRule/id",
            "/synchronizationRule/internal-id", "/synchronizationRule/precedence-after",
            "/synchronizationRule/precedence-before",
            // Names by which people call a server and its connectors, and what they wrote about rules.
            "/ma-data/name", "/saved-mv-configuration@server", "/synchronizationRule/description",
            // Times and versions of files.
            "/ma-data/creation-time", "/ma-data/format-version", "/ma-data/internal-version",
            "/ma-data/last-modification-time", "/ma-data/version", "/ma-data/ma-partition-data/partition/creation-time",
            "/ma-data/ma-partition-data/partition/last-modification-time",
            "/ma-data/ma-partition-data/partition/version", "/ma-data/ma-run-data/run-configuration/version",
            "/ma-data/private-configuration/MAConfig/aad-password-reset-config/modified-timestamp",
            "/ma-data/private-configuration/MAConfig/extension-config/assembly-version",
            "/saved-mv-configuration/mv-data/format-version", "/saved-mv-configuration/mv-data/version",
            "/saved-mv-configuration@export-date",
            // How far a server had read, and what is the machine's or the moment's.
            "/ma-data/ma-partition-data/partition/custom-data/adma-partition-data/cookie",
            "/ma-data/ma-partition-data/partition/custom-data/adma-partition-data/last-dc",
            "/ma-data/ma-partition-data/partition/custom-data/water-mark",
            // What refers to definitions, and not what is defined.
            "/ma-data/schema/dsml/directory-schema/class@id",
            "/saved-mv-configuration/mv-data/schema/dsml/directory-schema/class@id",
            // Text where only elements belong.
            "/ma-data/schema/dsml/directory-schema/class/attribute",
            "/saved-mv-configuration/mv-data/schema/dsml/directory-schema/class/attribute",
            "/ma-data/ma-partition-data/partition/filter/containers/exclusions",
            "/synchronizationRule/relationshipCriteria", "/synchronizationRule/synchronizationCriteria",
        ] + parameters
    )

    /// How the values of parameters are kept, secrets, and parameters that are each server's own.
    private static let parameters: [String] = [
        (
            "/ma-data/ma-partition-data/partition",
            ["@dataType", "@intrinsic", "@type", "@use", "[cookie]", "[guid]", "[last-dc]"]
        ),
        (
            "/ma-data/private-configuration/MAConfig",
            ["@dataType", "@encrypted", "@name", "@type", "@use", "[Password]"]
        ),
        (
            "/ma-data/private-configuration/adma-configuration",
            ["@dataType", "@encrypted", "@intrinsic", "@type", "@use", "[password]"]
        ),
        (
            "/saved-mv-configuration/mv-data",
            [
                "@dataType", "@type", "@use", "[Microsoft.Synchronize.NextStartTime]",
                "[Microsoft.Synchronize.SynchronizationPolicy]", "[Microsoft.SystemInformation.MachineRole]",
            ]
        ),
    ].flatMap { place, names in names.map { "\(place)/parameter-values/parameter\($0)" } }

    private typealias Place = (offset: Int, attribute: String?)

    /// Where every text and attribute stands, by a path that is the same for the same kind of value.
    private static func values(_ element: MarkupElement, _ path: String = "") -> [(String, Place)] {
        let name = element.attribute("name").map { "\(element.name.local)[\($0)]" } ?? element.name.local
        let here = path + "/" + name
        let offset = element.position.offset
        return (element.children.isEmpty ? [(here, (offset, nil))] : [])
            + element.attributes.map { ("\(path)/\(element.name.local)@\($0.name.local)", (offset, $0.name.local)) }
            + element.children.flatMap { values($0, here) }
    }

    /// The element as XML, with one value replaced.
    private static func text(_ element: MarkupElement, changing place: Place) -> String {
        let isHere = element.position.offset == place.offset
        let attributes = element.attributes.map { attribute in
            let value = isHere && place.attribute == attribute.name.local ? "changed" : attribute.value
            return " \(attribute.name.local)=\"\(escaped(value))\""
        }
        let space = element.name.namespace.map { " xmlns=\"\($0)\"" } ?? " xmlns=\"\""
        let text = isHere && place.attribute == nil ? "changed" : element.children.isEmpty ? element.text : ""
        return "<\(element.name.local)\(space)\(attributes.joined())>\(escaped(text))"
            + element.children.map { Self.text($0, changing: place) }.joined() + "</\(element.name.local)>"
    }

    /// A document with its elements in another order, but for those whose order decides.
    private static func shuffled(_ bytes: [UInt8], _ generator: inout SeededGenerator) throws -> String {
        func shuffle(_ element: MarkupElement) -> String {
            let keeps = ["relationshipCriteria", "configuration"].contains(element.name.local)
            let children = keeps ? element.children : element.children.shuffled(using: &generator)
            let attributes = element.attributes.shuffled(using: &generator)
                .map { " \($0.name.local)=\"\(escaped($0.value))\"" }.joined()
            let space = element.name.namespace.map { " xmlns=\"\($0)\"" } ?? " xmlns=\"\""
            let text = children.isEmpty ? element.text : ""
            return "<\(element.name.local)\(space)\(attributes)>\(escaped(text))" + children.map(shuffle).joined()
                + "</\(element.name.local)>"
        }
        return shuffle(try MarkupTree.read(bytes))
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
    }
}
