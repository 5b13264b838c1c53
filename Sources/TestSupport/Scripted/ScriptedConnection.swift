/// One connection to a scripted server, on a thread of its own.
struct ScriptedConnection {
    let descriptor: Int32
    let script: ScriptedServer.Script
    let witness: ReadingWitness
    let note: (ScriptedRequest) -> Void
    private var searches = 0

    init(
        descriptor: Int32,
        script: @escaping ScriptedServer.Script,
        witness: ReadingWitness,
        note: @escaping (ScriptedRequest) -> Void
    ) {
        self.descriptor = descriptor
        self.script = script
        self.witness = witness
        self.note = note
    }

    mutating func run() {
        while let message = LoopbackSocket.message(from: descriptor) {
            witness.see(message)
            guard let request = ScriptedRequest(message, searches: searches) else { return }
            note(request)
            if request.operation == .search { searches += 1 }
            guard request.operation != .unbind else { return }
            guard request.operation != .abandon else { continue }
            for step in script(request) {
                guard perform(step, request) else { return }
            }
        }
    }

    /// Does one step; says whether the connection goes on.
    private func perform(_ step: ScriptedStep, _ request: ScriptedRequest) -> Bool {
        switch step {
        case .close: return false
        case .silence:
            watch()
            return false
        case .forever:
            let bytes = step.bytes(for: request)
            while send(bytes) {}
            watch()
            return false
        case .piecemeal(let size, _):
            var rest = step.bytes(for: request)[...]
            while !rest.isEmpty, send(Array(rest.prefix(size))) { rest = rest.dropFirst(size) }
            return rest.isEmpty
        case .cut:
            _ = send(step.bytes(for: request))
            return false
        default: return send(step.bytes(for: request))
        }
    }

    /// Takes what the client still says, and answers nothing.
    private func watch() {
        while let message = LoopbackSocket.message(from: descriptor) { witness.see(message) }
    }

    private func send(_ bytes: [UInt8]) -> Bool { LoopbackSocket.send(bytes, to: descriptor) }
}
