import Directory
import Foundation
import Lab
import Plans
import SQLiteStore
import SyncRules
import TestSupport
import Testing

@testable import WizardTasks

@Suite("A plan in a file")
struct PlanFileTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    private func quiet(_: TaskEvent) {}

    /// A workspace with a plan in a file; the file that it was made from can be written anew.
    private func planned() async throws -> (workspace: Workspace, live: String, plan: String) {
        let workspace = try await fixture.ready()
        let live = try fixture.write("contoso.test", [.device], as: "contoso.after.ldif")
        let made = try await RefreshSchema(in: workspace).prepare(live: ["contoso.test": live], report: quiet)
        let path = fixture.folder.file("plan.json").path(percentEncoded: false)
        try PlanFile.write(made.plan, to: path)
        return (workspace, live, path)
    }

    @Test("it is applied once")
    func once() async throws {
        let (workspace, _, path) = try await planned()
        let applied = try await ApplyPlan(in: workspace).run(try PlanFile.read(path), report: quiet)
        #expect(applied.digest == (try PlanFile.read(path).plan.digest))
        let names = try await workspace.store.generatedRules().rules.map(\.name)
        #expect(names.contains("In from AD - Device Common"))
        let error = await #expect(throws: TaskError.self) {
            _ = try await ApplyPlan(in: workspace).run(try PlanFile.read(path), report: quiet)
        }
        #expect(error?.code == .stalePlan && error?.description.contains("already") == true)
    }

    @Test("it is refused when the live schema, the cache or a decision moved since")
    func stale() async throws {
        let (workspace, live, path) = try await planned()
        let before = try await workspace.store.generatedRules()
        func refusal() async throws -> String {
            let error = await #expect(throws: TaskError.self) {
                _ = try await ApplyPlan(in: workspace).run(try PlanFile.read(path), report: quiet)
            }
            #expect(error?.code == .stalePlan)
            return error?.description ?? ""
        }
        _ = try fixture.write("contoso.test", [.device, .exchange], as: "contoso.after.ldif")
        #expect(try await refusal().contains("the live schema of contoso.test"))
        try FileManager.default.removeItem(atPath: live)
        #expect(try await refusal().contains("contoso.test cannot be read"))
        _ = try fixture.write("contoso.test", [.device], as: "contoso.after.ldif")
        _ = try await DecideSchemaChanges(in: workspace)
            .decide(try .init(.defer, why: ""), forest: "contoso.test", names: ["msDS-Device"], live: live)
        #expect(try await refusal().contains("decisions"))
        #expect(try await workspace.store.generatedRules() == before)
        try FileManager.default.removeItem(atPath: workspace.folder.decisions)
        _ = try await ApplyPlan(in: workspace).run(try PlanFile.read(path), report: quiet)
    }

    @Test("one that was edited, cut or is none is refused", arguments: ["edited", "cut", "none", "other"])
    func strange(_ how: String) async throws {
        let (_, _, path) = try await planned()
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let changed =
            switch how {
            case "edited": text.replacing("msDS-Device", with: "msDS-Derice")
            case "cut": String(text.dropLast(10))
            case "other": text.replacing("\"kind\":\"schema.refresh\"", with: "\"kind\":\"export\"")
            default: "hello"
            }
        try changed.write(toFile: path, atomically: true, encoding: .utf8)
        let error = #expect(throws: TaskError.self) { try PlanFile.read(path) }
        #expect(error?.code == .planFile && error?.description.contains("plan") == true)
    }

    @Test("no file of a plan holds what is not in its digest but its origin")
    func digest() async throws {
        let (workspace, live, path) = try await planned()
        let again = try await RefreshSchema(in: workspace).prepare(live: ["contoso.test": live], report: quiet)
        #expect(again.plan.digest == (try PlanFile.read(path).plan.digest))
    }
}
