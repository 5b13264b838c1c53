import SyncEngine
import Testing

@testable import Connectors
@testable import LDAPClient
@testable import WizardTasks

/// The words of entra-connect.md 4.5.
@Suite("How an import that failed is called")
struct ImportFailureTests {
    private static let cases: [(any Error, String)] = [
        (LDAPError(.invalidCredentials, "x"), "no-start-credentials"),
        (LDAPError(.kerberos, "x"), "no-start-credentials"),
        (TaskError(.secret, "x"), "no-start-credentials"),
        (LDAPError(.hostNotFound, "x"), "no-start-ma"),
        (ConnectorError(.unreadableFile, "x"), "no-start-ma"),
        (ConnectorError(.containerMoved, "x"), "no-start-ma"),
        (LDAPError(.unreachable, "x"), "no-start-connection"),
        (LDAPError(.certificateUntrusted, "x"), "no-start-connection"),
        (LDAPError(.insufficientAccess, "x"), "failed-search"),
        (LDAPError(.adminLimit, "x"), "failed-search"),
        (LDAPError(.serverDown, "x"), "stopped-connectivity"),
        (SyncEngineError(.incompleteImport, "x"), "stopped-connectivity"),
        (SyncEngineError(.invalidRule, "x"), "stopped-server"),
    ]

    @Test("each kind of failure has the product's word, and none of them counts as a step that ended", arguments: cases)
    func words(_ error: any Error, _ word: String) {
        let status = ImportFailure.status(of: error)
        #expect(status.rawValue == word && status.isStopped && status.severity == 4)
    }
}
