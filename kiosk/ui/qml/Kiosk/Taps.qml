pragma Singleton
import Kiosk.Models

TapGuard {}
