import Directory
import TestSupport
import Testing

@testable import LDAPClient

@Suite("Trying again")
struct RetryPolicyTests {
    private let delays = Locked<[Duration]>([])

    private func policy(_ attempts: Int, jitter: Double = 0, random: Double = 0) -> RetryPolicy {
        RetryPolicy(
            attempts: attempts,
            baseDelay: .seconds(1),
            factor: 3,
            cap: .seconds(10),
            jitter: jitter,
            random: { random },
            sleep: { [delays] delay in delays.withLock { $0.append(delay) } }
        )
    }

    private static func failure(_ code: LDAPError.Code) -> LDAPError { LDAPError(code, "no") }

    @Test("waits grow by the factor up to the cap; the last error is thrown")
    func grows() async {
        var count = 0
        let error = await #expect(throws: LDAPError.self) {
            try await policy(5).run { () throws(LDAPError) in
                count += 1
                throw LDAPError(.unreachable, "attempt \(count)")
            }
        }
        #expect(error?.description == "attempt 5")
        #expect(delays.withLock { $0 } == [.seconds(1), .seconds(3), .seconds(9), .seconds(10)])
    }

    @Test("chance takes away up to its share of a wait", arguments: [(0.0, 4000), (0.5, 3000), (0.75, 2500)])
    func jitter(_ chance: Double, _ milliseconds: Int) {
        var policy = policy(2, jitter: 0.5)
        policy.baseDelay = .seconds(4)
        #expect(policy.delay(after: 1, chance) == .milliseconds(milliseconds))
    }

    @Test("success ends it")
    func success() async throws {
        var count = 0
        let value = try await policy(5).run { () throws(LDAPError) -> Int in
            count += 1
            guard count == 3 else { throw Self.failure(.busy) }
            return count
        }
        #expect(value == 3)
        #expect(delays.withLock { $0 }.count == 2)
    }

    @Test(
        "what will not pass is not tried again",
        arguments: [LDAPError.Code.invalidCredentials, .certificateUntrusted, .noSuchObject, .cancelled, .sizeLimit]
    )
    func final(_ code: LDAPError.Code) async {
        let error = await #expect(throws: LDAPError.self) {
            try await policy(5).run { () throws(LDAPError) in throw Self.failure(code) }
        }
        #expect(error?.code == code)
        #expect(delays.withLock { $0 }.isEmpty)
    }

    @Test("errors of others are thrown at once")
    func others() async {
        await #expect(throws: CancellationError.self) { try await policy(5).run { throw CancellationError() } }
        #expect(delays.withLock { $0 }.isEmpty)
    }

    @Test("nothing is tried again once the task is cancelled, before a wait or in it", arguments: [true, false])
    func cancelled(_ before: Bool) async {
        let delays = delays
        let tries = Locked(0)
        let task = Task {
            let policy = RetryPolicy(attempts: 5, random: { 0 }) { delay in
                delays.withLock { $0.append(delay) }
                withUnsafeCurrentTask { $0?.cancel() }
            }
            try await policy.run { () throws(LDAPError) in
                tries.withLock { $0 += 1 }
                if before { withUnsafeCurrentTask { $0?.cancel() } }
                throw Self.failure(.timeout)
            }
        }
        let error = await #expect(throws: LDAPError.self) { try await task.value }
        #expect(error?.code == .timeout)
        #expect(tries.withLock { $0 } == 1)
        #expect(delays.withLock { $0 }.count == (before ? 0 : 1))
    }

    @Test("opening a connection is tried again until the server answers")
    func opening() async throws {
        let attempts = Locked(0)
        let server = try ScriptedServer { _ in
            [
                attempts.withLock {
                    $0 += 1; return $0
                } < 3 ? .done(51) : .done()
            ]
        }
        var endpoint = LDAPEndpoint(url: try #require(LDAPURL(server.url)))
        endpoint.allowsPlaintextPassword = true
        let list = LDAPServerList([endpoint])
        let connection = try await policy(3).run { () throws(LDAPError) in
            try await list.connect(as: .simple(name: "cn=x", password: Secret([0x61])))
        }
        #expect(server.connections == 3)
        #expect(delays.withLock { $0 } == [.seconds(1), .seconds(3)])
        await connection.close()
    }
}
