import Foundation

/// Stands between clients and a server, notes what is asked for, and has a witness look at it.
///
/// It reads until TLS or a layer of SASL begins; from there on it only passes on.
public final class RecordingProxy: Sendable {
    /// Where the client finds it.
    public let url: String
    /// Who looks at each request before the server gets it.
    public let witness: ReadingWitness

    private let listener: Int32
    private let asked = Locked<[ScriptedRequest]>([])
    private let open = Locked<Set<Int32>>([])

    /// Stands before a server, at an address and port of its own; a free port where none is given.
    public init(
        before host: String,
        _ port: UInt16,
        at address: String = "127.0.0.1",
        _ ownPort: UInt16 = 0,
        witness: ReadingWitness = ReadingWitness()
    ) throws {
        let (listener, own) = try LoopbackSocket.listen(address, ownPort)
        self.listener = listener
        self.witness = witness
        url = "ldap://\(address):\(own)"
        Thread { [weak self] in
            while let client = LoopbackSocket.accept(listener) {
                guard let self, let server = try? LoopbackSocket.connect(host, port) else {
                    LoopbackSocket.close(client)
                    continue
                }
                self.relay(client, server)
            }
            LoopbackSocket.close(listener)
        }.start()
    }

    deinit {
        LoopbackSocket.end(listener)
        open.withLock { for descriptor in $0 { LoopbackSocket.end(descriptor) } }
    }

    /// Everything that was asked for and could be read, in the order in which it came.
    public var requests: [ScriptedRequest] { asked.withLock { $0 } }

    private func relay(_ client: Int32, _ server: Int32) {
        self.open.withLock { $0.formUnion([client, server]) }
        let (left, open, asked, witness) = (Locked(0), open, asked, witness)
        let leave: @Sendable () -> Void = {
            LoopbackSocket.end(server)
            LoopbackSocket.end(client)
            let isLast = left.withLock { count in
                count += 1
                return count == 2
            }
            guard isLast else { return }
            open.withLock { descriptors in
                descriptors.subtract([client, server])
                for descriptor in [client, server] { LoopbackSocket.close(descriptor) }
            }
        }
        Thread {
            while let message = LoopbackSocket.message(from: client) {
                witness.see(message)
                if let request = ScriptedRequest(message, searches: 0) { asked.withLock { $0.append(request) } }
                guard LoopbackSocket.send(message, to: server) else { break }
                guard message.first != LoopbackSocket.messageTag else { continue }
                LoopbackSocket.pass(from: client, to: server)
            }
            leave()
        }.start()
        Thread {
            LoopbackSocket.pass(from: server, to: client)
            leave()
        }.start()
    }
}
