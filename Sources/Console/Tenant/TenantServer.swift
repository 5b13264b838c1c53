import CloudTenant
public import WizardTasks

/// The tenant of a workspace, served over HTTP to this machine alone.
///
/// Whatever can be asked needs the token, and the answer to it is made elsewhere: here requests come in, bounded, and answers
/// go out.
public struct TenantServer: Sendable {
    private let workspace: Workspace
    private let port: Int
    private let token: String

    /// Prepares to serve the tenant of a workspace at a port; zero is a free one.
    public init(_ workspace: Workspace, port: Int, token: String) {
        self.workspace = workspace
        self.port = port
        self.token = token
    }

    /// Serves until the task is cancelled; `ready` gets the address.
    public func run(ready: @escaping @Sendable (String) -> Void) async throws {
        let tenant = try workspace.tenant
        let token = token
        var limits = ConsoleLimits()
        limits.body = TenantService.longestBody
        // A batch of changes with photographs takes longer to arrive than a form does.
        limits.arrival = 60
        let server = LoopbackServer(port: port, limits: limits) { [limits] port in
            TenantResponder(
                service: TenantService(tenant: tenant, base: "http://127.0.0.1:\(port)", token: token),
                hosts: HostList(port: port),
                limits: limits
            )
        }
        try await server.run { port in ready("http://127.0.0.1:\(port)/") }
    }
}
