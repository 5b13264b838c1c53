import Connectors
import LDAPClient
import SyncEngine

/// Why a forest could not be imported, in the product's words (entra-connect.md 4.5).
enum ImportFailure {
    /// The word for an error that an import of a forest has thrown.
    static func status(of error: any Error) -> RunStatus {
        switch error {
        case let error as LDAPError: status(of: error.code)
        case let error as ConnectorError: status(of: error.code)
        case let error as TaskError: error.code == .secret ? .noStartCredentials : .noStartConnector
        case let error as SyncEngineError where error.code != .incompleteImport: .stoppedServer
        default: .stoppedConnectivity
        }
    }

    private static func status(of code: LDAPError.Code) -> RunStatus {
        switch code {
        case .invalidCredentials, .kerberos, .insecure, .strongerAuthRequired: .noStartCredentials
        case .hostNotFound: .noStartConnector
        case .unreachable, .tlsFailed, .certificateUntrusted, .certificateForAnotherHost: .noStartConnection
        // What broke or did not answer may have begun well.
        case .serverDown, .timeout, .busy, .cancelled: .stoppedConnectivity
        default: .failedSearch
        }
    }

    private static func status(of code: ConnectorError.Code) -> RunStatus {
        switch code {
        case .noServer: .noStartConnection
        case .tableFull: .stoppedConnectivity
        default: .noStartConnector
        }
    }
}
