import Console
import Directory
import Foundation
import SyncRules
import WizardTasks

/// Every page of the console over a small and over a large workspace, turn by turn in one run, over HTTP.
///
///     console-pages FOLDER [SMALL LARGE ROUNDS]
///
/// Before each round both stores are written to, so that nothing which was kept from an earlier page answers.
@main
struct ConsolePagesProgram {
    private struct Usage64: Error {}

    /// One page: its name in the figures and its address in a workspace.
    private struct MeasuredPage: Sendable {
        let name: String
        let path: @Sendable (FilledWorkspace, _ connector: String) -> String
    }

    static func main() async {
        do {
            let arguments = CommandLine.arguments
            let numbers = arguments.dropFirst(2).compactMap { Int($0) }
            guard arguments.count == 2 || arguments.count == 5 && numbers.count == 3 else { throw Usage64() }
            let (small, large, rounds) = numbers.isEmpty ? (1_000, 100_000, 31) : (numbers[0], numbers[1], numbers[2])
            guard small >= 200, large > small, rounds > 0 else { throw Usage64() }
            try await measure(arguments[1], small, large, rounds)
            exit(0)
        } catch is Usage64 {
            FileHandle.standardError.write(Data("console-pages: FOLDER [SMALL LARGE ROUNDS]\n".utf8))
            exit(64)
        } catch {
            FileHandle.standardError.write(Data("console-pages: \(error)\n".utf8))
            exit(1)
        }
    }

    private static func measure(_ folder: String, _ small: Int, _ large: Int, _ rounds: Int) async throws {
        let workspaces = [
            try await FilledWorkspace(small, in: folder + "/small"),
            try await FilledWorkspace(large, in: folder + "/large"),
        ]
        var clients: [PageClient] = []
        var servers: [Task<Void, any Error>] = []
        var stores: [Workspace] = []
        var connectors: [String] = []
        for workspace in workspaces {
            let console = Console(folder: workspace.folder, surroundings: workspace.surroundings, port: 0)
            let (links, said) = AsyncStream.makeStream(of: String.self)
            servers.append(
                Task {
                    defer { said.finish() }
                    try await console.run { said.yield($0) }
                }
            )
            var first: String?
            for await link in links {
                first = link
                break
            }
            guard let first else { throw PageClient.Failure(description: "The console ended without a link.") }
            clients.append(try await PageClient(link: first))
            let opened = try await workspace.open()
            stores.append(opened)
            connectors.append(opened.configuration.forests.first?.connector.text ?? "")
        }
        defer { for server in servers { server.cancel() } }
        var times: [String: [[Double]]] = [:]
        for round in 0..<rounds {
            for (place, workspace) in workspaces.enumerated() { try await workspace.record(round, stores[place].store) }
            for page in pages {
                for place in round.isMultiple(of: 2) ? [0, 1] : [1, 0] {
                    let path = page.path(workspaces[place], connectors[place])
                    let answer = try await clients[place].get(path)
                    guard answer.status == 200, answer.text.contains("<h1>") else {
                        throw PageClient.Failure(description: "\(path) answered \(answer.status).")
                    }
                    times[page.name, default: [[], []]][place].append(answer.seconds)
                }
            }
        }
        print("console-pages: each page over \(small) and over \(large) objects; medians of \(rounds) rounds in turns.")
        for page in pages {
            let medians = (times[page.name] ?? []).map { $0.sorted()[$0.count / 2] }
            guard medians.count == 2, medians[0] > 0 else { continue }
            let ratio = medians[1] / medians[0]
            let name = page.name.padding(toLength: 22, withPad: " ", startingAt: 0)
            let figures = medians.map { String(format: "%8.2f ms", $0 * 1_000) }.joined(separator: " ")
            print("  \(name) \(figures)")
            print("BENCH console-\(page.name)", String(format: "%.2f <= 1.50", ratio), ratio <= 1.5 ? "ok" : "OVER")
        }
    }

    /// Every kind of page; lists at their beginning and in their middle, searches that find much and that find one.
    private static let pages: [MeasuredPage] = [
        MeasuredPage(name: "overview") { _, _ in "/" },
        MeasuredPage(name: "tasks") { _, _ in "/tasks" },
        MeasuredPage(name: "task-refresh") { _, _ in "/tasks/refresh" },
        MeasuredPage(name: "task-staging") { _, _ in "/tasks/staging" },
        MeasuredPage(name: "task-view") { _, _ in "/tasks/view" },
        MeasuredPage(name: "task-customize") { _, _ in "/tasks/customize" },
        MeasuredPage(name: "task-directory") { _, _ in "/tasks/directory" },
        MeasuredPage(name: "task-features") { _, _ in "/tasks/features" },
        MeasuredPage(name: "task-group-filter") { _, _ in "/tasks/group-filter" },
        MeasuredPage(name: "task-devices") { _, _ in "/tasks/devices" },
        MeasuredPage(name: "task-sign-in") { _, _ in "/tasks/sign-in" },
        MeasuredPage(name: "task-source-anchor") { _, _ in "/tasks/source-anchor" },
        MeasuredPage(name: "task-troubleshoot") { _, _ in "/tasks/troubleshoot" },
        MeasuredPage(name: "task-synchronize") { _, _ in "/tasks/synchronize" },
        MeasuredPage(name: "schema") { _, _ in "/schema" },
        MeasuredPage(name: "rules") { _, _ in "/rules" },
        MeasuredPage(name: "runs") { _, _ in "/runs" },
        MeasuredPage(name: "objects") { _, _ in "/objects" },
        MeasuredPage(name: "objects-middle") { workspace, connector in
            "/objects?connector=\(connector)&partition=DC%3Dperf%2CDC%3Dtest&anchor=" + middle(workspace)
        },
        MeasuredPage(name: "objects-search-many") { _, _ in "/objects?text=a" },
        MeasuredPage(name: "objects-search-one") { workspace, _ in
            "/objects?text=" + FilledWorkspace.name(workspace.count - 3)
        },
        MeasuredPage(name: "objects-search-none") { _, _ in "/objects?text=nobody" },
        MeasuredPage(name: "object") { workspace, connector in
            "/objects/object?connector=\(connector)&partition=DC%3Dperf%2CDC%3Dtest&anchor="
                + ASCII.hex(FilledWorkspace.anchor(workspace.count - 130))
        },
        MeasuredPage(name: "pending") { _, _ in "/pending" },
        MeasuredPage(name: "pending-middle") { workspace, _ in
            let number = workspace.count / 200 * 100 + 5
            return
                "/pending?from=50&behind=add&behindClass=user&behindName=\(FilledWorkspace.name(number))&behindAnchor=x"
        },
        MeasuredPage(name: "pending-additions") { _, _ in "/pending?operation=add&class=group" },
        MeasuredPage(name: "pending-search-many") { _, _ in "/pending?text=a" },
        MeasuredPage(name: "pending-search-one") { workspace, _ in
            "/pending?text=" + FilledWorkspace.name(workspace.count - 95)
        },
        MeasuredPage(name: "tenant") { _, _ in "/tenant" },
        MeasuredPage(name: "tenant-attention") { _, _ in "/tenant?show=attention" },
        MeasuredPage(name: "tenant-deleted") { _, _ in "/tenant?show=deleted" },
    ]

    private static func middle(_ workspace: FilledWorkspace) -> String {
        ASCII.hex(FilledWorkspace.anchor(workspace.count / 2))
    }
}
