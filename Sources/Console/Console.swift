import Foundation
public import WizardTasks

/// The web console: pages over the tasks of one workspace, for the person at this desk alone.
public struct Console: Sendable {
    private let folder: WorkspaceFolder
    private let surroundings: Surroundings
    private let port: Int
    private let limits: ConsoleLimits

    /// Prepares the console of a workspace at a port; zero is a free one.
    public init(folder: WorkspaceFolder, surroundings: Surroundings, port: Int) {
        self.init(folder: folder, surroundings: surroundings, port: port, limits: ConsoleLimits())
    }

    init(folder: WorkspaceFolder, surroundings: Surroundings, port: Int, limits: ConsoleLimits) {
        self.folder = folder
        self.surroundings = surroundings
        self.port = port
        self.limits = limits
    }

    /// Serves until the task is cancelled; `link` gets the address that opens once, and a new one when a session expires.
    public func run(link: @escaping @Sendable (String) -> Void) async throws {
        let renderer = try PageRenderer()
        let assets = try AssetFiles()
        let now = surroundings.now
        let book = SessionBook(
            limits: limits,
            now: { now().timeIntervalSinceReferenceDate },
            chance: Self.randomBytes
        )
        let pages = ConsolePages(folder: folder, surroundings: surroundings, limits: limits)
        let limits = limits
        let say: @Sendable (Int, Secret) -> Void = { link("http://127.0.0.1:\($0)\(Gate.entrance)\($1.text)") }
        let server = LoopbackServer(port: port, limits: limits) { port in
            let gate = Gate(
                port: port,
                hosts: HostList(port: port),
                book: book,
                limits: limits,
                peers: PeerAccount(),
                announce: { say(port, $0) }
            )
            return ConsoleResponder(gate: gate, pages: pages, renderer: renderer, assets: assets, book: book)
        }
        do {
            try await server.run { port in say(port, await book.newLink()) }
        } catch {
            await pages.desk.close()
            throw error
        }
        await pages.desk.close()
    }

    /// Bytes of the system's generator.
    private static let randomBytes: @Sendable (Int) -> [UInt8] = { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in generator.next() }
    }
}
