import Foundation
import Lab
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport

@testable import WizardTasks

extension WorkspaceFixture {
    /// The file of a forest, byte for byte.
    func bytes(of forest: String) throws -> Data { try Data(contentsOf: folder.file(forest + ".ldif")) }

    /// A workspace whose rules write the source anchor of people back into `mS-DS-ConsistencyGuid` of both forests.
    func writingBack() async throws -> Workspace {
        try setOption("sourceAnchor: mS-DS-ConsistencyGuid")
        return try await ready()
    }

    /// A workspace with one forest of people with mailboxes, exported and read back: what the tenant says of mailboxes goes
    /// back to it.
    func hybrid() async throws -> Workspace {
        try setOption("exchangeHybrid: on")
        let file = try write("contoso.test", [.exchange], as: "contoso.test.ldif")
        _ = try await AddForest(in: try await open()).run(name: "contoso.test", source: .file(file))
        let task = RefreshSchema(in: try await open())
        try await task.apply(try await task.prepare { _ in })
        try await switchStaging(to: false)
        for _ in 0..<2 { _ = try await cycle() }
        return try await open()
    }

    /// Writes a file of the workspace's own rules.
    func writeRule(_ text: String, as name: String) throws {
        let folder = workspaceFolder.resolve("rules")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: folder + "/\(name).yaml"))
    }

    /// Writes a file of a rule of the workspace's own, which links nothing by itself: its head, and `rest` behind it.
    func writeRule(
        named name: String,
        _ direction: RuleDirection = .outbound,
        of connector: String = "contoso.test",
        from source: String = "person",
        to target: String = "user",
        precedence: Int = 60,
        as file: String,
        saying rest: String
    ) throws {
        let head = """
            name: \(name)
            connector: \(connector)
            direction: \(direction.rawValue)
            source: \(source)
            target: \(target)
            link: join
            precedence: \(precedence)
            """
        try writeRule("\(head)\n\(rest)\n", as: file)
    }

    /// How many objects wait for each forest, in their order.
    func waiting() async throws -> [Int] {
        let workspace = try await open()
        var counts: [Int] = []
        for forest in workspace.configuration.forests {
            counts.append(try await workspace.store.writeBackCounts(of: forest.connector).values.reduce(0, +))
        }
        return counts
    }

    /// Runs a cycle.
    func cycle(_ change: (inout CycleRequest) -> Void = { _ in }) async throws -> SynchronizationReport {
        var request = CycleRequest()
        change(&request)
        return try await Synchronize(in: try await open(), request).run { _ in }
    }

    func switchStaging(to isOn: Bool) async throws {
        let task = SwitchStagingMode(in: try await open())
        try await task.apply(try await task.plan(to: isOn))
    }
}
