import Connectors
import LDAPClient

/// Which errors a person can do something about while the wizard stays open.
enum WizardFailures {
    /// A directory that does not answer, or answers something else than was expected.
    static func isOfADirectory(_ error: any Error) -> Bool {
        if let error = error as? LDAPError { return error.code != .cancelled }
        return error is ConnectorError
    }
}
