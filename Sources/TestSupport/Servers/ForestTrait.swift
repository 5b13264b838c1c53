import Foundation
public import Lab
public import Testing

/// Gives a suite a real forest for as long as its tests run: `@Suite(.forest(.slapd))`, then `TestForest.current`.
public struct ForestTrait: SuiteTrait, TestScoping {
    let kind: ServerKind
    let features: [LabFeature]

    /// Starts the forest, runs the suite's tests, stops the forest.
    public func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        let folder = try TemporaryFolder()
        let lab = Lab(folder: folder.url, network: TestNetwork.next())
        do {
            var forest = try await Self.start(lab, kind)
            for feature in features { forest = try await lab.install(feature, on: forest.name) { _ in } }
            let test = TestForest(forest: forest, lab: lab, folder: folder, proxy: try Self.proxy(before: forest))
            try await TestForest.$held.withValue(test) { try await function() }
        } catch {
            try? await lab.down { _ in }
            throw error
        }
        try await lab.down { _ in }
    }

    private static func start(_ lab: Lab, _ kind: ServerKind) async throws -> LabForest {
        let name = kind == .samba ? "contoso.test" : "fabrikam.test"
        guard let forest = try await lab.up([name], kind: kind, report: { _ in }).first else {
            throw LabError(.serverFailed, "The lab has started nothing.")
        }
        return forest
    }

    /// At the same address, since certificates and Kerberos know the server by it.
    private static func proxy(before forest: LabForest) throws -> RecordingProxy {
        let parts = forest.url.dropFirst("ldap://".count).split(separator: ":").map(String.init)
        let port = parts.dropFirst().first.flatMap { UInt16($0) } ?? 389
        return try RecordingProxy(before: parts[0], port, at: parts[0])
    }
}

extension Trait where Self == ForestTrait {
    /// A forest of the lab's, for the suite alone.
    public static func forest(_ kind: ServerKind, _ features: LabFeature...) -> ForestTrait {
        ForestTrait(kind: kind, features: features)
    }
}

extension Trait where Self == ConditionTrait {
    /// Skips where this machine or this account cannot run Samba.
    public static var needsSamba: ConditionTrait {
        .enabled("Samba's domain controller cannot run here") { LabCapability.current().preferred == .samba }
    }
}
