import Foundation

/// Stands between a client and a server without TLS and notes what is asked for.
public final class RecordingProxy: Sendable {
    /// Where the client finds it.
    public let url: String

    private let listener: Int32
    private let asked = Locked<[ScriptedRequest]>([])
    private let open = Locked<Set<Int32>>([])

    /// Stands before a server.
    public init(before host: String, _ port: UInt16) throws {
        let (listener, own) = try LoopbackSocket.listen()
        self.listener = listener
        url = "ldap://127.0.0.1:\(own)"
        Thread { [weak self] in
            while let client = LoopbackSocket.accept(listener), let server = try? LoopbackSocket.connect(host, port) {
                guard let self else { return LoopbackSocket.end(client) }
                self.relay(client, server)
            }
        }.start()
    }

    deinit {
        LoopbackSocket.end(listener)
        for descriptor in open.withLock({ $0 }) { LoopbackSocket.end(descriptor) }
    }

    /// Everything that was asked for, in the order in which it came.
    public var requests: [ScriptedRequest] { asked.withLock { $0 } }

    private func relay(_ client: Int32, _ server: Int32) {
        open.withLock { $0.formUnion([client, server]) }
        Thread { [weak self] in
            while let message = LoopbackSocket.message(from: client) {
                // What is no request at all is noted too, as what it is not.
                if let request = ScriptedRequest(message, searches: 0) { self?.asked.withLock { $0.append(request) } }
                guard LoopbackSocket.send(message, to: server) else { break }
            }
            LoopbackSocket.end(server)
        }.start()
        Thread {
            while let bytes = LoopbackSocket.receive(65_536, from: server), LoopbackSocket.send(bytes, to: client) {}
            LoopbackSocket.end(client)
        }.start()
    }
}
