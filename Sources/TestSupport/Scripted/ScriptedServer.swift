import Foundation

/// An LDAP server that does what a test says, also what no real server will do on request.
///
/// Each connection has a thread of its own; a script answers one request with steps. Without a script for it a sign-in
/// succeeds and anything else is refused.
public final class ScriptedServer: Sendable {
    /// Answers a request.
    public typealias Script = @Sendable (ScriptedRequest) -> [ScriptedStep]

    /// Where it listens.
    public let url: String
    /// Who looks at each request before it is answered.
    public let witness: ReadingWitness

    private let listener: Int32
    private let script: Script
    private let state = Locked(State())

    private struct State {
        var requests: [ScriptedRequest] = []
        var connections = 0
        var open: Set<Int32> = []
    }

    /// Listens on a free port of the loopback address.
    public init(witness: ReadingWitness = ReadingWitness(), _ script: @escaping Script) throws {
        self.script = script
        self.witness = witness
        let (listener, port) = try LoopbackSocket.listen()
        self.listener = listener
        url = "ldap://127.0.0.1:\(port)"
        Thread { [weak self] in
            while let descriptor = LoopbackSocket.accept(listener) {
                guard let self else { return LoopbackSocket.end(descriptor) }
                self.begin(descriptor)
            }
        }.start()
    }

    deinit {
        LoopbackSocket.end(listener)
        for descriptor in state.withLock({ $0.open }) { LoopbackSocket.end(descriptor) }
    }

    /// Everything that was asked, in the order in which it came.
    public var requests: [ScriptedRequest] { state.withLock { $0.requests } }

    /// How many connections there have been.
    public var connections: Int { state.withLock { $0.connections } }

    private func begin(_ descriptor: Int32) {
        state.withLock { state in
            state.connections += 1
            state.open.insert(descriptor)
        }
        let (script, witness) = (script, witness)
        let note: @Sendable (ScriptedRequest) -> Void = { [weak self] request in
            self?.state.withLock { $0.requests.append(request) }
        }
        let end: @Sendable () -> Void = { [weak self] in
            _ = self?.state.withLock { $0.open.remove(descriptor) }
            LoopbackSocket.close(descriptor)
        }
        Thread {
            var connection = ScriptedConnection(descriptor: descriptor, script: script, witness: witness, note: note)
            connection.run()
            end()
        }.start()
    }
}
