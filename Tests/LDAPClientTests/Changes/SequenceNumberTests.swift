import Directory
import TestSupport
import Testing

@testable import LDAPClient

/// Changes by number, on servers that do not keep the rules.
@Suite("Changes by number, scripted")
struct SequenceNumberTests {
    private typealias Controller = ScriptedController

    private static let request = SearchRequest(
        base: ScriptedController.context,
        scope: .subtree,
        filter: .equal("objectClass", text: "user"),
        attributes: ["mail"]
    )

    private static func read(
        _ controller: ScriptedController,
        since cursor: ChangeCursor? = nil
    ) async throws -> [ChangeStep<ChangePage>] {
        let connection = try await controller.connect()
        var steps: [ChangeStep<ChangePage>] = []
        for try await step in connection.changesByNumber(request, since: cursor, table: AttributeTable()) {
            steps.append(step)
        }
        await connection.close()
        return steps
    }

    private static let objects: @Sendable (ScriptedRequest) -> [ScriptedStep] = { request in
        if request.name.hasPrefix("CN=Deleted Objects") { return [.entry(request.name, []), .done()] }
        // The probe asks for no attribute.
        if request.attributes == ["1.1"] { return [.entry(request.name, []), .done()] }
        let isDelta = request.control("1.2.840.113556.1.4.417") != nil || request.controls.count > 1
        return [Controller.object("a"), Controller.object("b", isDeleted: isDelta), .done()]
    }

    @Test("everything first, then what has changed, with the count from before the search")
    func delta() async throws {
        let first = try await Self.read(try Controller(count: 100, answer: Self.objects))
        guard case .changes(let last) = try #require(first.last) else { throw CancellationError() }
        let cursor = try #require(last.cursor)
        #expect(cursor.usn == 100 && cursor.method == .usn)
        let second = try await Self.read(try Controller(count: 107, answer: Self.objects), since: cursor)
        let pages = second.compactMap { step in if case .changes(let page) = step { page } else { nil } }
        #expect(pages.flatMap(\.changes).map(\.kind) == [.present, .deleted])
        #expect(pages.last?.cursor?.usn == 107)
    }

    @Test("a count that went back, or another database, means reading everything")
    func restored() async throws {
        let first = try await Self.read(try Controller(count: 100, answer: Self.objects))
        guard case .changes(let last) = try #require(first.last) else { throw CancellationError() }
        let cursor = try #require(last.cursor)
        let older = try await Self.read(try Controller(count: 99, answer: Self.objects), since: cursor)
        #expect(older == [.mustReadInFull(.countWentBack(from: 100, to: 99))])
        let other = try await Self.read(
            try Controller(count: 100, invocation: "invocation-id--2", answer: Self.objects),
            since: cursor
        )
        guard case .mustReadInFull(.anotherServer) = try #require(other.first) else { throw CancellationError() }
        #expect(other.count == 1)
    }

    @Test(
        "a server that finds nothing by number, or does not count, is refused rather than believed",
        arguments: [true, false]
    )
    func unordered(_ isActiveDirectory: Bool) async throws {
        let controller = try Controller(isActiveDirectory: isActiveDirectory) { _ in [.done()] }
        let error = await #expect(throws: LDAPError.self) { _ = try await Self.read(controller) }
        #expect(error?.code == .notSupported, "\(error?.description ?? "")")
    }

    @Test("an account that does not see deleted objects is not told that nothing was deleted")
    func blind() async throws {
        let controller = try Controller { request in
            request.name.hasPrefix("CN=Deleted Objects") ? [.done(32)] : Self.objects(request)
        }
        let first = try await Self.read(controller)
        guard case .changes(let last) = try #require(first.last) else { throw CancellationError() }
        let error = await #expect(throws: LDAPError.self) { _ = try await Self.read(controller, since: last.cursor) }
        #expect(error?.code == .insufficientAccess, "\(error?.description ?? "")")
    }
}
