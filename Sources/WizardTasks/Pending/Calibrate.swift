import Directory
import SyncEngine
import SyncRules

/// Holds what Dryad makes of a workspace's objects against what a real server makes of the same ones.
public struct Calibrate: Sendable {
    private let workspace: Workspace

    /// Prepares the task.
    public init(in workspace: Workspace) { self.workspace = workspace }

    private struct Tally {
        var same = 0
        var different = 0
        var onlyServer = 0
        var onlyDryad = 0
        var rules: Set<String> = []

        mutating func note(_ server: [String], _ dryad: [String]) {
            if server == dryad {
                same += 1
            } else if dryad.isEmpty {
                onlyServer += 1
            } else if server.isEmpty {
                onlyDryad += 1
            } else {
                different += 1
            }
        }

        func score(_ name: String, rule: String?) -> Calibration.Score {
            Calibration.Score(
                name: name,
                rule: rule,
                same: same,
                different: different,
                onlyServer: onlyServer,
                onlyDryad: onlyDryad
            )
        }
    }

    /// Compares with a file of `csexport`.
    public func run(_ path: String) async throws -> Calibration {
        let export = try ServerPending.read(path)
        guard !export.objects.isEmpty else {
            throw TaskError(
                .exportFile,
                "\(path) holds no object with a pending export, so that there is nothing to compare. Was it made of the "
                    + "connector of the tenant, and before the server exported?"
            )
        }
        let spaces = try await ObjectSpaces.read(workspace)
        let rules = try await ObjectRules.read(workspace)
        let names = ReferenceNames(spaces)
        var attributes: [String: Tally] = [:]
        var byRule: [String: Tally] = [:]
        var spelling: [String: String] = [:]
        var differences: [Calibration.Difference] = []
        var missing: [String] = []
        var kept: [String] = []
        var (compared, withoutValues) = (0, 0)
        for object in export.objects {
            try Task.checkCancellation()
            let anchor = ServerPending.anchor(of: object)
            let label = ServerPending.label(of: object)
            let image = spaces.desired(anchor: anchor)
            if object.operation == "delete" {
                if let image, Self.keeps(image, spaces, deleting: object) { kept.append(spaces.label(image.entry)) }
                continue
            }
            guard let image else {
                missing.append(label)
                continue
            }
            guard let server = Self.server(object) else {
                withoutValues += 1
                continue
            }
            compared += 1
            let trace = spaces.subject(of: image.metaverse).metaverse.flatMap {
                rules.tracer.outbound($0, before: image.entry, resolve: names.name)
            }
            let dryad = Self.dryad(image, spaces.table)
            // Where the file holds changes alone, the rest of the object is not known.
            let keys = object.desired == nil ? Set(server.keys) : Set(server.keys).union(dryad.keys)
            for key in keys.sorted() where key != "dn" && key != "objectclass" {
                let (theirs, ours) = (server[key]?.values ?? [], dryad[key]?.values ?? [])
                let name = server[key]?.name ?? dryad[key]?.name ?? key
                spelling[key] = spelling[key] ?? name
                let found = trace?.entry[AttributeName(name)]
                let rule = (found?.winner ?? found?.blocker ?? found?.flows.first)?.rule.name
                attributes[key, default: Tally()].note(theirs, ours)
                if let rule {
                    attributes[key]?.rules.insert(rule)
                    byRule[rule, default: Tally()].note(theirs, ours)
                }
                guard theirs != ours else { continue }
                differences.append(
                    Calibration.Difference(
                        label: spaces.label(image.entry),
                        anchor: anchor,
                        attribute: name,
                        server: theirs,
                        dryad: ours,
                        rule: rule
                    )
                )
            }
        }
        return Calibration(
            file: path,
            compared: compared,
            missing: missing,
            kept: kept,
            withoutValues: withoutValues,
            attributes: Self.sorted(
                attributes.map { key, tally in
                    tally.score(spelling[key] ?? key, rule: tally.rules.count == 1 ? tally.rules.first : nil)
                }
            ),
            rules: Self.sorted(byRule.map { $1.score($0, rule: nil) }),
            differences: differences,
            notes: rules.notes
        )
    }

    private static func sorted(_ scores: [Calibration.Score]) -> [Calibration.Score] {
        scores.sorted { (-($0.count - $0.same), $0.name) < (-($1.count - $1.same), $1.name) }
    }

    /// Whether Dryad keeps what the server deletes.
    ///
    /// An object that becomes one of another class goes first as the one that it was. A file that says no class says nothing of
    /// that: then what waits here counts.
    private static func keeps(
        _ image: ExportImage,
        _ spaces: ObjectSpaces,
        deleting object: SpaceExport.Object
    ) -> Bool {
        guard object.objectClass.isEmpty else { return AttributeName(object.objectClass) == image.objectClass }
        return spaces.exported(anchor: image.anchor).map { $0.objectClass == image.objectClass } ?? true
    }

    /// What the file says that an object should become: all of it, or as far as changes tell.
    private static func server(_ object: SpaceExport.Object) -> [String: (name: String, values: [String])]? {
        var found: [String: (name: String, values: [String])] = [:]
        if let desired = object.desired {
            for (name, values) in desired {
                found[name.lowercased()] = (name, Set(values.map { text($0) }).sorted())
            }
            return found
        }
        for change in object.changes where change.replaces {
            let values = change.values.filter { !$0.isRemoved }.map { text($0.bytes) }
            found[change.name.lowercased()] = (change.name, Set(values).sorted())
        }
        return found.isEmpty ? nil : found
    }

    private static func dryad(
        _ image: ExportImage,
        _ table: AttributeTable
    ) -> [String: (name: String, values: [String])] {
        var found: [String: (name: String, values: [String])] = [:]
        for number in image.entry.attributes {
            guard let name = table.name(of: number) else { continue }
            found[name.folded] = (
                name.spelling, image.entry.values(of: number).map { text(Array($0)) }.sorted()
            )
        }
        return found
    }

    /// A value as it is shown, and as it is compared.
    private static func text(_ bytes: [UInt8]) -> String { ConnectorSpaceName.folded(ShownValue.text(bytes)) }
}
